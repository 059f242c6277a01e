/** A registration at a carrier. `status` is Asterisk's: `Registered`, `Unregistered`, `Rejected`, `Stopped` … */
export interface OutboundRegistration {
  name: string;
  status: string;
}

/** What `pjsip show registrations` printed: name and server with a slash between them, cut at a width; auth; status. */
export function readRegistrations(text: string): OutboundRegistration[] {
  return [...text.matchAll(/^ ([\w-]+)\/\S.*? {2,}\S+ +([A-Z][A-Za-z]+)(?: +\(exp\. .*\))?[ \t]*$/gm)].map(
    ([, name = '', status = '']) => ({ name, status }),
  );
}
