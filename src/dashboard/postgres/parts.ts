// The pages of a database come in one file: each is small, and who looks at one looks at another.
export { CredentialsPart } from './CredentialsPart.tsx'
export { DiagnosePart } from './DiagnosePart.tsx'
export { DurabilityPart } from './DurabilityPart.tsx'
export { MetricsPart } from './MetricsPart.tsx'
export { DatabaseOverview } from './Overview.tsx'
export { DatabaseSettings } from './Settings.tsx'
