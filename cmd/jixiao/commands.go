package main

import "github.com/spf13/cobra"

// commands lists every subcommand in the order of help.
func (a *application) commands() []*cobra.Command {
	list := []*cobra.Command{
		a.demoCommand(), a.importCommand(), a.templateCommand(), a.checkCommand(), a.listCommand(), a.showCommand(), a.explainCommand(),
		a.reviewCommand(), a.resubmitCommand(), a.issueBatchCommand(), a.monitorCommand(), a.caseCommand(), a.sampleCommand(), a.recheckCommand(), a.linkCommand(), a.cleanupCommand(), a.dutyCommand(), a.rulesCommand(), a.reportCommand(),
		a.snapshotCommand(),
	}
	list = append(list, a.logCommands()...)
	return append(list, a.doctorCommand(), a.backupCommand())
}
