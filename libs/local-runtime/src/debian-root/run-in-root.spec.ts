import { expect, it } from 'vitest';
import { hostRoot, runInRoot } from './run-in-root.js';

const root = (enter: 'root' | 'user-namespace' | 'sudo') => ({ path: '/srv/root', enter });

it('enters with mounts of its own and becomes the program', () => {
  const { command, args } = runInRoot(root('root'), '/usr/sbin/asterisk', ['-f'], { binds: ['/state'] });
  expect(command).toBe('unshare');
  expect(args.slice(0, 5)).toEqual(['--mount', '--propagation', 'private', 'sh', '-c']);
  expect(args.slice(6)).toEqual(['enter-root', '/srv/root', '', '/state', '--', '/usr/sbin/asterisk', '-f']);
});

it('gives arguments as they are, never as text of the shell', () => {
  const { args } = runInRoot(root('root'), 'echo', ['$(id)', '; rm']);
  expect(args[5]).not.toContain('id)');
  expect(args.slice(-3)).toEqual(['echo', '$(id)', '; rm']);
});

it('maps an ordinary user to root in a user namespace', () => {
  expect(runInRoot(root('user-namespace'), 'true', []).args[0]).toBe('--map-root-user');
});

it('uses sudo for the mounts only: the program runs as who asked', () => {
  const { command, args } = runInRoot(root('sudo'), 'true', []);
  expect([command, args[0]]).toEqual(['sudo', '-n']);
  expect(args).toContain(`${process.getuid?.()}:${process.getgid?.()}`);
});

it('changes the folder inside', () => {
  expect(runInRoot(root('root'), 'ls', [], { cwd: '/work' }).args.slice(-4)).toEqual(['env', '-C', '/work', 'ls']);
});

it('runs a program of the machine directly', () => {
  expect(runInRoot(hostRoot, 'ls', ['-l']).args.slice(-2)).toEqual(['ls', '-l']);
});
