package org.ctbench.reports.formats;

import java.util.Base64;
import java.util.List;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.charts.Thumbnail;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Gallery.Attribute;
import org.ctbench.reports.document.Gallery.Item;
import org.ctbench.reports.document.GreyImage;
import org.ctbench.reports.document.Scene;
import org.ctbench.reports.document.Table;

/**
 * The items of a gallery as a list of pictures, and as a table where there is no picture. Each carries its attributes;
 * the script of the page shows the filters, which do nothing without it.
 */
final class HtmlGallery {
    private final Gallery gallery;
    private final String anchor;
    private final Markup html;

    private HtmlGallery(Gallery gallery, Markup html) {
        this.gallery = gallery;
        this.anchor = anchor(gallery.id());
        this.html = html;
    }

    /** The anchor of a gallery on the page. */
    static String anchor(String gallery) {
        return "gallery-" + gallery;
    }

    /**
     * Writes a gallery with its caption.
     *
     * @param label such as {@code Table 3.}
     */
    static void write(Gallery gallery, String label, Markup html) {
        new HtmlGallery(gallery, html).write(label);
    }

    private void write(String label) {
        html.open("div", "class", "gallery", "id", anchor).line();
        html.open("p", "class", "caption", "id", anchor + "-caption");
        html.open("span").element("b", label).text(" " + gallery.caption()).close("span");
        html.open("span", "class", "files")
                .element("a", "CSV", "href", Paths.csv(gallery))
                .close("span");
        html.close("p").line();
        if (gallery.items().isEmpty()) {
            html.element("p", "There is none.").line();
        } else {
            filters();
            pictures(gallery.items().stream().filter(i -> i.scene().isPresent()).toList());
            rows(gallery.items().stream().filter(i -> i.scene().isEmpty()).toList());
        }
        html.close("div").line();
    }

    private void filters() {
        html.open("form", "class", "filters", "hidden", "hidden", "aria-label", "Filter")
                .line();
        for (Attribute attribute : Attribute.values()) {
            List<String> values = gallery.values(attribute);
            if (values.size() > 1) {
                html.open("label").text(attribute.key() + " ");
                html.open("select", "name", attribute.key());
                html.element("option", "all", "value", "*");
                for (int i = 0; i < values.size(); i++) {
                    html.element("option", values.get(i), "value", values.get(i).isEmpty() ? " " : values.get(i));
                }
                html.close("select").close("label").line();
            }
        }
        html.element("button", "Show all", "type", "reset").line();
        html.element("output", gallery.items().size() + " of " + gallery.items().size(), "aria-live", "polite");
        html.close("form").line();
    }

    private void pictures(List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        if (items.stream().map(i -> i.scene().orElseThrow()).anyMatch(HtmlGallery::marked)) {
            html.open("p", "class", "key");
            html.element("span", "", "class", "predicted-key").text("predicted: mask, box, confidence");
            html.element("span", "", "class", "true-key")
                    .text("true lesion, dashed")
                    .close("p")
                    .line();
        }
        html.open("ul", "class", "shots", "aria-labelledby", anchor + "-caption")
                .line();
        items.forEach(this::picture);
        html.close("ul").line();
    }

    private static boolean marked(Scene scene) {
        return !scene.predictions().isEmpty() || !scene.lesions().isEmpty();
    }

    private void picture(Item item) {
        Scene scene = item.scene().orElseThrow();
        html.open("li", attributes(item));
        html.open(
                "div",
                "class",
                scene.image().isPresent() ? "shot" : "shot sealed",
                "role",
                "img",
                "aria-label",
                inWords(item));
        scene.image()
                .ifPresent(image -> html.open(
                        "img",
                        "alt",
                        item.slice(),
                        "width",
                        String.valueOf(Thumbnail.WIDTH),
                        "height",
                        String.valueOf(Thumbnail.of(scene).height()),
                        "loading",
                        "lazy",
                        "src",
                        uri(image)));
        if (scene.image().isEmpty()) {
            html.element("span", "image not in this report");
        }
        if (marked(scene) || scene.image().isEmpty()) {
            html.verbatim(Thumbnail.of(scene).svgElement());
        }
        html.close("div").open("p");
        html.element("b", item.outcome().trueClass()).text(" \u2192 ");
        html.element("b", item.outcome().predictedClass());
        item.outcome()
                .probability()
                .ifPresent(p -> html.text(", " + Value.of(p, Gallery.DECIMALS).text()));
        html.close("p");
        html.open("p").element("code", item.slice()).close("p");
        String patient = item.patient().map(p -> ", patient " + p).orElse("");
        html.open("p").text(item.model() + ", " + item.set() + patient).close("p");
        html.close("li").line();
    }

    private static String inWords(Item item) {
        Scene scene = item.scene().orElseThrow();
        return "Slice " + item.slice() + ": " + scene.predictions().size() + " predicted and "
                + scene.lesions().size() + " true lesions drawn";
    }

    private static String uri(GreyImage image) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Thumbnail.jpeg(image));
    }

    private void rows(List<Item> items) {
        if (items.isEmpty()) {
            return;
        }
        html.element("p", "Without a picture:", "id", anchor + "-rows-caption").line();
        Table table = gallery.table(items);
        HtmlTable.writeBare(table, anchor + "-rows", anchor + "-rows-caption", html, row -> attributes(items.get(row)));
    }

    /** The attributes that the script filters by. */
    private static String[] attributes(Item item) {
        Attribute[] all = Attribute.values();
        String[] pairs = new String[2 * all.length];
        for (int i = 0; i < all.length; i++) {
            String value = all[i].of(item);
            pairs[2 * i] = "data-" + all[i].key();
            pairs[2 * i + 1] = value.isEmpty() ? " " : value;
        }
        return pairs;
    }
}
