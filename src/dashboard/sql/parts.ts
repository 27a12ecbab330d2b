// The console and the tables of a database come in one file: who looks at one looks at the other.
export { ConsolePart } from './console/ConsolePart.tsx'
export { TablesPart } from './tables/TablesPart.tsx'
