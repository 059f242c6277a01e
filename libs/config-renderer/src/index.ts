export { ConfRefusedError } from './conf/conf-refused-error.js';
export { ConfWriter } from './conf/conf-writer.js';
export { type ExpectedObjects, expectedObjects } from './expected-objects.js';
export { type GeneratedFile, generatedFiles, RENDERER_VERSION, renderSnapshot } from './render-snapshot.js';
