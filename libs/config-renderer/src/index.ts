export { ConfRefusedError } from './conf/conf-refused-error.js';
export { confSections } from './conf/conf-sections.js';
export { ConfWriter } from './conf/conf-writer.js';
export { diffFiles } from './diff/diff-files.js';
export { maskSecrets } from './diff/mask-secrets.js';
export { type RegistrationsSent, registrationsSent } from './diff/registrations-sent.js';
export { type ExpectedObjects, expectedObjects } from './expected-objects.js';
export { planFromAny, type ReloadPlan, type RevisionFiles, reloadPlan } from './reload-plan.js';
export { type GeneratedFile, generatedFiles, RENDERER_VERSION, renderSnapshot } from './render-snapshot.js';
