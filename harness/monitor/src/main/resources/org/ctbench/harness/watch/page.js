"use strict";
// Keeps the table of the page fresh and draws the curves of one cell.

const SVG = "http://www.w3.org/2000/svg";
const EVERY = 2000; // milliseconds
const WIDTH = 400, HEIGHT = 170, LEFT = 52, RIGHT = 10, TOP = 8, BOTTOM = 22;

const choice = document.getElementById("choice");
const charts = document.getElementById("charts");
const contact = document.getElementById("contact");
const cursors = new Map(); // name of a chart -> place in its points

const formats = {
  loss: y => y.toPrecision(4),
  accuracy: y => (100 * y).toFixed(2) + " %",
  throughput: y => y.toFixed(y < 10 ? 2 : 1) + "/s",
  waiting: y => (100 * y).toFixed(1) + " %",
  memory: y => (y / 2 ** 30).toFixed(2) + " GiB",
};

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

// Round numbers between two, about as many as asked for.
function ticks(low, high, count) {
  const raw = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find(m => m * power >= raw * 0.999);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) found.push(i * step);
  return found;
}

function short(value) {
  const size = Math.abs(value);
  if (size >= 1e6) return +(value / 1e6).toPrecision(3) + " M";
  if (size >= 1e4) return +(value / 1e3).toPrecision(3) + " k";
  return String(+value.toPrecision(3));
}

function axisText(quantity, y) {
  if (quantity === "accuracy" || quantity === "waiting") return short(100 * y) + " %";
  if (quantity === "memory") return short(y / 2 ** 30) + " GiB";
  return short(y);
}

// One chart per quantity and name; means of epochs lie over the steps, each epoch where it ended.
function grouped(curves) {
  const groups = new Map();
  for (const curve of curves) {
    const key = curve.quantity + " " + curve.name;
    if (!groups.has(key)) groups.set(key, { key, quantity: curve.quantity, name: curve.name });
    groups.get(key)[curve.by] = curve;
  }
  return [...groups.values()];
}

function scale(low, high, from, to) {
  const span = high - low || 1;
  return v => from + (v - low) / span * (to - from);
}

// Places of epochs and of steps have one common end: the last that was heard.
function extent(group) {
  const all = [...(group.step?.y ?? []), ...(group.epoch?.y ?? [])];
  let low = Math.min(...all), high = Math.max(...all);
  if (group.quantity !== "loss" && group.quantity !== "accuracy") low = 0;
  if (group.quantity === "memory") { low /= 2 ** 30; high /= 2 ** 30; }
  if (low === high) { low -= Math.abs(low) * 0.05 || 0.5; high += Math.abs(high) * 0.05 || 0.5; }
  return { low, high, unit: group.quantity === "memory" ? 2 ** 30 : 1 };
}

function path(curve, x, y) {
  return curve.x.map((at, i) => (i ? "L" : "M") + x(at).toFixed(1) + " " + y(curve.y[i]).toFixed(1)).join("");
}

function draw(group) {
  const stepsPerEpoch = group.epoch?.stepsPerEpoch;
  const figure = document.createElement("figure");
  figure.tabIndex = 0;
  figure.dataset.key = group.key;
  const caption = document.createElement("figcaption");
  const title = document.createElement("b");
  title.textContent = (group.quantity === "loss" ? "loss: " : "") + group.name;
  const value = document.createElement("output");
  caption.append(title, value);
  const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title.textContent }, figure);
  figure.prepend(caption);

  const { low, high, unit } = extent(group);
  const main = group.step ?? group.epoch;
  const yValue = scale(low, high, HEIGHT - BOTTOM, TOP);
  const y = v => yValue(v / unit);
  const firstX = group.step ? Math.min(0, main.x[0]) : 1;
  const x = scale(firstX, Math.max(main.x.at(-1), firstX + 1), LEFT, WIDTH - RIGHT);
  for (const tick of ticks(low, high, 4)) {
    const at = yValue(tick);
    element("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: at, y2: at }, svg);
    element("text", { x: LEFT - 6, y: at + 4, "text-anchor": "end" }, svg).textContent = axisText(group.quantity, tick * unit);
  }
  for (const tick of ticks(firstX, main.x.at(-1), 4)) {
    if (x(tick) > WIDTH - 70 || !Number.isInteger(tick)) continue;
    element("text", { x: x(tick), y: HEIGHT - 6, "text-anchor": "middle" }, svg).textContent = short(tick);
  }
  element("text", { x: WIDTH - RIGHT, y: HEIGHT - 6, "text-anchor": "end" }, svg).textContent = group.step ? "step" : "epoch";
  if (group.step) {
    const faint = group.epoch || group.quantity === "loss" ? " faint" : "";
    element("path", { class: "step" + faint, d: path(group.step, x, y) }, svg);
  }
  if (group.epoch && (!group.step || stepsPerEpoch)) {
    const places = group.step ? group.epoch.x.map(e => e * stepsPerEpoch) : group.epoch.x;
    const means = { x: places, y: group.epoch.y };
    element("path", { class: "mean", d: path(means, x, y) }, svg);
    if (places.length <= 60) {
      places.forEach((at, i) => element("circle", { class: "dot", cx: x(at), cy: y(means.y[i]), r: 2.5 }, svg));
    }
  }
  attend(figure, svg, group, main, x, value);
  return figure;
}

// Arrow keys and the pointer move a cursor over the points; the caption tells the value.
function attend(figure, svg, group, main, x, value) {
  const cursor = element("line", { class: "cursor", y1: TOP, y2: HEIGHT - BOTTOM, visibility: "hidden" }, svg);
  const show = place => {
    const chosen = place !== undefined;
    const i = chosen ? Math.max(0, Math.min(main.x.length - 1, place)) : main.x.length - 1;
    if (chosen) cursors.set(group.key, i); else cursors.delete(group.key);
    cursor.setAttribute("visibility", chosen ? "visible" : "hidden");
    cursor.setAttribute("x1", x(main.x[i]));
    cursor.setAttribute("x2", x(main.x[i]));
    const at = (group.step ? "step " : "epoch ") + main.x[i].toLocaleString("en");
    value.textContent = formats[group.quantity](main.y[i]) + (chosen ? " at " + at : "");
  };
  figure.addEventListener("keydown", event => {
    const here = cursors.get(group.key) ?? main.x.length - 1;
    const jump = Math.max(1, Math.round(main.x.length / 20)) * (event.shiftKey ? 1 : 0) || 1;
    const to = { ArrowLeft: here - jump, ArrowRight: here + jump, Home: 0, End: main.x.length - 1 }[event.key];
    if (event.key === "Escape") show();
    else if (to !== undefined) { show(to); event.preventDefault(); }
  });
  svg.addEventListener("pointermove", event => {
    const box = svg.getBoundingClientRect();
    const wanted = (event.clientX - box.left) / box.width * WIDTH;
    let best = 0;
    main.x.forEach((at, i) => { if (Math.abs(x(at) - wanted) < Math.abs(x(main.x[best]) - wanted)) best = i; });
    show(best);
  });
  svg.addEventListener("pointerleave", () => show());
  show(cursors.get(group.key));
}

function rows() {
  return [...document.querySelectorAll("#rows tr")];
}

// The cell that was chosen, else one that trains, else the last that has begun.
function chosenCell() {
  const names = rows().map(row => row.dataset.cell);
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (names.includes(wanted)) return wanted;
  const begun = rows().filter(row => row.matches(".running, .interrupted, .failed, .finished"));
  const running = begun.filter(row => row.matches(".running, .interrupted"));
  const training = list => list.filter(row => /\/(train|fine-tune)/.test(row.dataset.cell));
  const best = training(running)[0] ?? running[0] ?? training(begun).at(-1) ?? begun.at(-1);
  return (best ?? rows()[0])?.dataset.cell;
}

function offerCells() {
  const names = rows().map(row => row.dataset.cell);
  if (names.join("\n") !== [...choice.options].map(o => o.value).join("\n")) {
    choice.replaceChildren(...names.map(name => new Option(name, name)));
  }
  choice.value = chosenCell();
}

async function drawCurves() {
  const cell = choice.value;
  const answer = await fetch("curves.json?cell=" + encodeURIComponent(cell), { cache: "no-store" });
  if (!answer.ok || cell !== choice.value) return;
  const groups = grouped(await answer.json());
  const focused = document.activeElement?.dataset?.key;
  if (groups.length) {
    charts.replaceChildren(...groups.map(group => draw(group)));
  } else {
    charts.textContent = "Nothing was heard of this cell yet.";
  }
  if (focused) [...charts.children].find(f => f.dataset.key === focused)?.focus({ preventScroll: true });
}

async function refresh() {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["head", "rows"]) {
      document.getElementById(id).replaceChildren(...fresh.getElementById(id).childNodes);
    }
    offerCells();
    await drawCurves();
    contact.textContent = "";
    contact.className = "";
  } catch (problem) {
    contact.textContent = "ctbench watch does not answer: what is shown may be old.";
    contact.className = "lost";
  }
  setTimeout(refresh, document.hidden ? 5 * EVERY : EVERY);
}

choice.addEventListener("change", () => {
  cursors.clear();
  history.replaceState(null, "", "#" + encodeURIComponent(choice.value));
  drawCurves();
});
document.getElementById("curves").hidden = false;
refresh();
