import { type DebianRoot, defaultStateDir, ensureDebianRoot } from '@trunkline/local-runtime';

let made: Promise<DebianRoot> | undefined;

/**
 * A private root with what only tests need: SIPp, Chromium with a font, a clock that can be set. It is made at the first
 * call on a machine (about 900 MB below the state folder) and found at once afterwards. Nothing is installed on the machine.
 */
export function testTools(onProgress?: (message: string) => void): Promise<DebianRoot> {
  made ??= ensureDebianRoot({
    stateDir: defaultStateDir(),
    name: 'test-tools',
    suites: ['bookworm', 'trixie', 'forky'],
    packages: ['sip-tester', 'ncurses-base', 'chromium', 'fonts-dejavu-core', 'libfaketime'],
    ...(onProgress && { onProgress }),
  });
  return made;
}
