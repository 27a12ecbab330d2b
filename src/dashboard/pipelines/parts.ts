// The parts of a pipeline's page: together in one file, as each is small.
export { AccessPart } from './AccessPart.tsx'
export { TestsPart } from './TestsPart.tsx'
export { RunPage } from './RunPage.tsx'
export { BoardPart } from './BoardPart.tsx'
export { SettingsPart } from './SettingsPart.tsx'
