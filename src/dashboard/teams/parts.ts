// The parts of a team's page: together in one file, as each is small.
export { AccessPart } from './AccessPart.tsx'
export { ActivityPart } from './ActivityPart.tsx'
export { AppsPart } from './AppsPart.tsx'
export { PeoplePart } from './PeoplePart.tsx'
export { SettingsPart } from './SettingsPart.tsx'
