import { expect, it } from 'vitest';
import { readRegistrations } from './outbound-registration.js';

// As Asterisk 22.10.1 printed it, with a carrier of a long name.
const printed = `
<Registration/ServerURI..............................>  <Auth....................>  <Status.......>
==========================================================================================

 t_ajllnwy6lz/sip:127.0.240.3:5060                       t_ajllnwy6lz                Registered        (exp. 109s)
 t_bjllnwy6lz/sip:a-carrier-of-a-long-name.example.org:  t_bjllnwy6lz                Rejected          (exp. 1764288000s ago)
 t_cjllnwy6lz/sip:carrier.example:5060                   n/a                         Unregistered

Objects found: 3
`;

it('reads name and status of each registration', () => {
  expect(readRegistrations(printed)).toEqual([
    { name: 't_ajllnwy6lz', status: 'Registered' },
    { name: 't_bjllnwy6lz', status: 'Rejected' },
    { name: 't_cjllnwy6lz', status: 'Unregistered' },
  ]);
});

it('is empty where there is none', () => {
  expect(readRegistrations('No objects found.\n\n')).toEqual([]);
});
