using Valiqor.Cli.Commands;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

/// <summary>What shells are told that may come next.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("valiqor ru", "run runs")]
    [InlineData("valiqor runs --sta", "--status")]
    [InlineData("valiqor runs --status c", "cancelled completed processing")]
    [InlineData("valiqor keys ", "create list revoke")]
    [InlineData("valiqor completion ", "bash fish pwsh zsh")]
    public void Commands_options_and_words_are_known(string line, string words)
    {
        string[] known = [.. RootCommands.Create().Parse(line).GetCompletions(line.Length).Select(item => item.Label)];

        known.Where(word => !word.StartsWith('-') || line.Contains("--sta", StringComparison.Ordinal))
            .ShouldBe(words.Split(' '));
    }

    [Theory]
    [InlineData("valiqor ru", "run runs")]
    [InlineData("valiqor tags latest --dec", "--decision")]
    [InlineData("valiqor taxonomy tool", "tool_failures")]
    public async Task Bash_completes(string line, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        string valiqor = _directory["valiqor"];
        string launch = $"#!/bin/sh\nexec dotnet '{CliProcess.Program}' \"$@\"\n";
        await File.WriteAllTextAsync(valiqor, launch, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(valiqor, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        const string Script =
            """
            PATH="$1:$PATH"
            eval "$(valiqor completion bash)"
            COMP_LINE=$2; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _valiqor
            echo "${COMPREPLY[@]}"
            complete -p valiqor
            """;

        CliResult result = await new CliProcess(_directory).StartAsync(
            "bash", ["-c", Script, "test", _directory.Path, line]);

        result.ShouldBeDone().Lines.ShouldBe([words, "complete -o default -F _valiqor valiqor"]);
    }

    [Fact]
    public void Each_shell_has_a_script_that_asks_the_program()
    {
        foreach (string shell in CompletionScripts.Shells)
        {
            CompletionScripts.For(shell)!.ShouldContain("valiqor \"[suggest:", customMessage: shell);
        }
    }
}
