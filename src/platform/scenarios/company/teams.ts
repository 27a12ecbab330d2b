import { onBehalfOf } from '#platform/http/client.ts'
import type { Member } from '#platform/teams/model.ts'
import { invite } from '#platform/teams/people/invitations.ts'
import { addMember } from '#platform/teams/people/members.ts'
import { createTeam, makeDefault } from '#platform/teams/settings/model.ts'
import type { Act, Story, Who } from './script.ts'

// What people did to teams. The platform's part for that loads later, so its functions are called, not its endpoints.

const inviteTo =
  (name: string, email: string, role: Member['role']): Act =>
  ({ world, actor, client }) => {
    const team = world.tables.teams.first('name', name)
    if (team) onBehalfOf(world, client, () => invite(world, team, email, role, actor.id))
  }

/** A team of somebody's own, with others in it who go on creating apps where they did before. */
const newTeam =
  (name: string, ...members: readonly Who[]): Act =>
  ({ world, people, actor, client }) => {
    const { tables } = world
    const team = onBehalfOf(world, client, () => createTeam(world, actor, name))
    for (const who of members) addMember(world, team, people[who], 'member')
    const before = tables.teams.first('name', 'fernwood')
    if (before) for (const who of [actor, ...members.map((each) => people[each])]) makeDefault(tables, who, before, true)
  }

export const teamStory: Story = [
  ['11 10:40', 'marcus', inviteTo('fernwood', 'sam.holt@example.com', 'viewer')],
  ['16 15:20', 'lucia', newTeam('trailhead', 'mei')],
  ['19 10:12', 'ada', inviteTo('fernwood', 'priya@example.com', 'member')],
  ['20 11:05', 'lucia', inviteTo('trailhead', 'tom@example.com', 'viewer')],
]
