import { run } from '../process/run.js';

/** How a process may get a mount namespace and a root directory of its own on this machine. */
export type EnterMode = 'root' | 'user-namespace' | 'sudo';

const works = (command: string, args: string[]) =>
  run(command, args).then(
    () => true,
    () => false,
  );

/**
 * Finds out how to enter a private root: as root, with a user namespace, or with sudo that asks no password.
 * Throws a sentence that says what is missing when none of them works.
 */
export async function findEnterMode(): Promise<EnterMode> {
  if (process.getuid?.() === 0) {
    if (await works('unshare', ['--mount', 'true'])) return 'root';
    throw new Error(
      'Asterisk runs in a private root, which needs a mount namespace, and this root user may not make one ' +
        '(in a container: add the capability SYS_ADMIN, or install Asterisk >= 22.10.1 in it).',
    );
  }
  if (await works('unshare', ['--map-root-user', '--mount', 'true'])) return 'user-namespace';
  if (await works('sudo', ['-n', 'unshare', '--mount', 'true'])) return 'sudo';
  throw new Error(
    'Asterisk runs in a private root. As an ordinary user that needs unprivileged user namespaces ' +
      '(sysctl kernel.unprivileged_userns_clone, user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns) ' +
      'or sudo without a password; neither works here. Otherwise start as root, or install Asterisk >= 22.10.1. ' +
      'Nothing was installed.',
  );
}
