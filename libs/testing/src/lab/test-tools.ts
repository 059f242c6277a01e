import { type DebianRoot, defaultStateDir, ensureDebianRoot } from '@trunkline/local-runtime';

let made: Promise<DebianRoot> | undefined;

/**
 * A private root with the programs that only tests need: SIPp and Chromium with a font. It is made at the first call
 * on a machine (about 900 MB below the state folder) and found at once afterwards. Nothing is installed on the machine.
 */
export function testTools(onProgress?: (message: string) => void): Promise<DebianRoot> {
  made ??= ensureDebianRoot({
    stateDir: defaultStateDir(),
    name: 'test-tools',
    suites: ['bookworm', 'trixie', 'forky'],
    packages: ['sip-tester', 'ncurses-base', 'chromium', 'fonts-dejavu-core'],
    ...(onProgress && { onProgress }),
  });
  return made;
}
