import { stackOfRunningLab } from '../lab-folder.js';

/** `carrier`: what to enter for a trunk to the simulated carrier, and which numbers it has. */
export async function carrier(): Promise<number> {
  const { carrierAccount, slot } = await stackOfRunningLab();
  console.log(`The simulated carrier
  host       ${carrierAccount.host}:${carrierAccount.port} (UDP and TCP)
  user name  ${carrierAccount.username}
  password   ${carrierAccount.password}
  or, trusted by address and without a password: ${slot.ipCarrier}:${carrierAccount.port} (UDP)

Numbers
  +15550100001  answers with 1000 Hz and records what it hears
  +15550100002  echo
  +15550100003  rings and never answers
  +15550100004  busy (486)
  +15550100005  unavailable (503)
  +15550100006  answers, hangs up after 3 s`);
  return 0;
}
