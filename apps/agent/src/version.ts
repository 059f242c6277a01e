/** Version of Trunkline; a spec holds it to that of package.json. */
export const version = '0.1.0';
