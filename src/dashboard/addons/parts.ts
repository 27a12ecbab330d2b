// The parts of an add-on's page come in one file: each is small, and who looks at one looks at another.
export { ActivityPart } from './ActivityPart.tsx'
export { AttachmentsPart } from './AttachmentsPart.tsx'
export { BillingPart } from './BillingPart.tsx'
export { OpenPart } from './OpenPart.tsx'
export { Overview } from './Overview.tsx'
export { PlanPart } from './PlanPart.tsx'
export { SettingsPart } from './SettingsPart.tsx'
