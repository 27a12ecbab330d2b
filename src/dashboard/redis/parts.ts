// The pages of a key-value store come in one file: each is small, and who looks at one looks at another.
export { ConsolePart } from './ConsolePart.tsx'
export { EnginePart } from './EnginePart.tsx'
export { KeysPart } from './KeysPart.tsx'
export { StorePart } from './StorePart.tsx'
