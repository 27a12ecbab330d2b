import { FolderOpen } from 'lucide-react'
import { Badge } from '#ui/Badge.tsx'
import { Button } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { ErrorState } from '#ui/ErrorState.tsx'
import { ForbiddenState } from '#ui/ForbiddenState.tsx'
import { Meter } from '#ui/Meter.tsx'
import { Progress } from '#ui/Progress.tsx'
import { Skeleton } from '#ui/Skeleton.tsx'
import { Spinner } from '#ui/Spinner.tsx'
import { Status } from '#ui/Status.tsx'
import { Part, Show } from './Part.tsx'

/** How things stand: status, progress, nothing, failure. */
export function States() {
  return (
    <Part title="States">
      <Show name="Status">
        <Status tone="ok">Running</Status>
        <Status tone="warn" hint="Memory over 90 %">
          Strained
        </Status>
        <Status tone="error">Failed</Status>
        <Status tone="busy">Starting</Status>
        <Status tone="idle">Asleep</Status>
        <Status tone="unknown">Unknown</Status>
      </Show>
      <Show name="Badge">
        <Badge>Neutral</Badge>
        <Badge tone="accent">New</Badge>
        <Badge tone="ok">Paid</Badge>
        <Badge tone="warn">Deprecated</Badge>
        <Badge tone="error">Overdue</Badge>
        <Badge tone="busy">Beta</Badge>
        <Badge tone="idle">Archived</Badge>
      </Show>
      <Show name="Spinner, Progress, Meter" column>
        <p className="flex items-center gap-2 text-muted" aria-busy>
          <Spinner /> Loading projects
        </p>
        <div className="grid gap-4 sm:grid-cols-2">
          <Progress label="Upload" value={0.4} />
          <Progress label="Waiting" />
          <Meter label="Memory" value={210} max={512} text="210 of 512 MB" showText />
          <Meter label="Memory" value={480} max={512} text="480 of 512 MB" showText />
          <Meter label="Memory" value={640} max={512} text="640 of 512 MB" showText />
        </div>
      </Show>
      <Show name="Skeleton" column>
        <div className="flex items-center gap-3">
          <Skeleton width={32} height={32} />
          <Skeleton lines={2} width={220} />
        </div>
      </Show>
      <div className="grid gap-4 lg:grid-cols-3">
        <Card flush>
          <EmptyState
            title="No projects yet"
            icon={<FolderOpen size={18} />}
            actions={<Button variant="primary">New project</Button>}
          >
            A project holds the code, its settings and its history.
          </EmptyState>
        </Card>
        <Card flush>
          <ErrorState
            message="The server did not answer in time. Your work is safe."
            retry={() => {}}
            details={'GET /projects\n503 Service Unavailable\nRequest-Id: 7d1c'}
          />
        </Card>
        <Card flush>
          <ForbiddenState actions={<Button>Ask for access</Button>}>
            You need the right to view this project. Its owner can give it.
          </ForbiddenState>
        </Card>
      </div>
    </Part>
  )
}
