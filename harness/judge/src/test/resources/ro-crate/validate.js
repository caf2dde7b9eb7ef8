// node - PACKAGE CRATE: prints what the validator of the npm package ro-crate finds wrong in an unpacked crate; fails if it is an
// error. Contexts are not fetched: their terms are tested elsewhere.
const fs = require('fs');
const path = require('path');
const [module_, crate] = process.argv.slice(2);
const { Validator } = require(path.join(module_, 'lib', 'validator.js'));

const validator = new Validator();
validator.parseJSON(fs.readFileSync(path.join(crate, 'ro-crate-metadata.json'), 'utf8'));
validator.rootDataEntity();
const files = {};
for (const name of fs.readdirSync(crate, { recursive: true })) {
  if (!['ro-crate-metadata.json', 'SHA256SUMS'].includes(name)) {
    files[name] = { exists: true, inCrate: false, isDir: fs.lstatSync(path.join(crate, name)).isDirectory() };
  }
}
validator.checkFiles(files);
const faults = validator.results.filter(
  (result) => result.status === 'error' || (result.status === 'warning' && !files[result.entity]?.isDir));
faults.forEach((fault) => console.log(JSON.stringify(fault)));
process.exitCode = faults.length ? 1 : 0;
