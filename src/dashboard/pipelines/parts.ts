// The parts of a pipeline's page: together in one file, as each is small.
export { AccessPart } from './AccessPart.tsx'
export { BoardPart } from './BoardPart.tsx'
export { SettingsPart } from './SettingsPart.tsx'
