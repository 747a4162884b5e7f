import { pages, rewritten, standing } from './pages.ts'
import { openShell } from './shell.ts'

const MINUTES = 60_000

describe('a page', () => {
  // The README imports the whole sample; a machine that runs other tests beside takes its time.
  it.each(pages)(
    '%s shows the code that is there, and what its commands print',
    async (page) => {
      expect(await rewritten(page)).toBe(standing(page))
    },
    10 * MINUTES,
  )
})

describe('the ten lines of the README', () => {
  it('refuse to raise the same incident a second time', async () => {
    const shell = openShell()
    try {
      await shell.type('node examples/dist/embed.js')
      const again = await shell.type('node examples/dist/embed.js')
      expect(again).toContain("refusal: { type: 'IncidentAlreadyRaised', incidentId: 'INC0000001' }")
      expect(again).toContain("assignee: 'grace'")
    } finally {
      shell.close()
    }
  }, 60_000)
  it('are ten', () => {
    const [, region = ''] = standing('README.md').split('<!-- region: examples/embed.ts embed -->')
    const lines = (region.split('```')[1] ?? '').split('\n').slice(1)
    expect(lines.filter((line) => line !== '')).toHaveLength(10)
  })
})

describe('a shell of the pages', () => {
  it('leaves nothing behind, and goes back to where it was', async () => {
    const before = process.cwd()
    const shell = openShell()
    const folder = await shell.type('pwd')
    shell.close()
    expect(process.cwd()).toBe(before)
    expect(await openAndLook(folder)).toBe('gone')
  })
  it('tells how the line before ended, and sends output where it should go', async () => {
    const shell = openShell()
    try {
      expect(await shell.type('deskledger sing')).toContain("Unknown command 'sing'")
      expect(await shell.type('echo $?')).toBe('2')
      expect(await shell.type('deskledger --version > version.txt')).toBe('')
      expect(await shell.type('cat version.txt')).toMatch(/^\d+\.\d+\.\d+$/)
      expect(await shell.type('deskledger metrics | head -1')).toBe('volume')
    } finally {
      shell.close()
    }
  })
})

const openAndLook = async (folder: string): Promise<string> => {
  const shell = openShell()
  try {
    return await shell.type(`test -e '${folder}' && echo there || echo gone`)
  } finally {
    shell.close()
  }
}
