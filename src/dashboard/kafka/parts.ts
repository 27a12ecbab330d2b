// The pages of a cluster come in one file: each is small, and who looks at one looks at another.
export { AccessPart } from './AccessPart.tsx'
export { ClusterPart } from './ClusterPart.tsx'
export { GroupPage } from './GroupPage.tsx'
export { GroupsPart } from './GroupsPart.tsx'
export { TopicPage } from './TopicPage.tsx'
export { TopicsPart } from './TopicsPart.tsx'
