// Stands for `node:zlib` in the browser's build of the shell, which asks it only for these.
import { gunzipSync as unpack, gzipSync as pack, type GzipOptions } from 'fflate'

export const constants = { Z_DEFAULT_COMPRESSION: 6, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9 }
export const gzipSync = (bytes: Uint8Array, options?: GzipOptions): Uint8Array => pack(bytes, options)
export const gunzipSync = (bytes: Uint8Array): Uint8Array => unpack(bytes)
