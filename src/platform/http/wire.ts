// How values travel.

/** ISO 8601 in whole seconds, as the API writes times. */
export const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

export const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time))

/** Clients name things by a plain string, `{name}` or `{id}`. */
export const identityOf = (value: string | { readonly name: string } | { readonly id: string }): string =>
  typeof value === 'string' ? value : 'name' in value ? value.name : value.id
