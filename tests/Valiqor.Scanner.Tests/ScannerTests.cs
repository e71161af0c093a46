using Valiqor.Analysis.Scans;
using Valiqor.Testing;

namespace Valiqor.Scanner.Tests;

/// <summary>What a scan finds in applications of each language, and what it leaves alone.</summary>
public sealed class ScannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("python")]
    [InlineData("typescript")]
    [InlineData("csharp")]
    public void The_sources_of_an_application_are_mapped(string language)
    {
        string folder = Repository.File($"tests/Valiqor.Scanner.Tests/Sources/{language}");

        ContextMap map = SourceScanner.Scan(folder, Now, Stop);

        map.Skipped.ShouldBeEmpty();
        Snapshot.Matches(ContextMapJson.WriteReadable(map) + "\n", $"{language}.json");
    }

    [Fact]
    public void What_was_scanned_can_be_read_back()
    {
        ContextMap map = SourceScanner.Scan(
            Repository.File("tests/Valiqor.Scanner.Tests/Sources"), Now, Stop);

        ContextMap? read = ContextMapReader.Read(ContextMapJson.Write(map), out string? fault);

        fault.ShouldBeNull();
        ContextMapJson.WriteReadable(read! with { Skipped = map.Skipped }).ShouldBe(ContextMapJson.WriteReadable(map));
    }

    [Fact]
    public void Installed_hidden_and_ignored_files_are_left_alone()
    {
        using var folder = new TemporaryDirectory();
        const string Source = "SYSTEM_PROMPT = 'You are the assistant of a shop, brief and kind.'";
        string[] files =
        [
            "kept.py", "src/kept.py", "src/generated/kept.py", "docs/kept/deep.py", "node_modules/a/b.py", ".venv/c.py",
            "venv/d.py", "bin/e.py", "src/obj/f.py", "dist/g.py", "secret.py", "src/secret.py", "logs/h.py",
            "src/generated/i.py", "docs/j.py", "app.min.js", "types.d.ts", "README.md", "data.csv",
        ];
        foreach (string file in files)
        {
            Write(folder, file, Source);
        }

        Write(folder, ".gitignore", "# made\nsecret.py\n/logs/\n/docs/*.py\n\nsrc/generated/*\n");
        Write(folder, "src/.gitignore", "!generated/kept.py\n");

        ContextMap map = SourceScanner.Scan(folder.Path, Now, Stop);

        map.Files.Select(file => file.Path)
            .ShouldBe(["kept.py", "docs/kept/deep.py", "src/kept.py", "src/generated/kept.py"]);
        map.Skipped.ShouldBeEmpty();
    }

    [Fact]
    public void Links_are_not_followed()
    {
        using var outside = new TemporaryDirectory();
        using var folder = new TemporaryDirectory();
        Write(outside, "o.py", "SYSTEM_PROMPT = 'You are the assistant of somebody else.'");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "folder"), outside.Path);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "itself"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "o.py"), Path.Combine(outside.Path, "o.py"));

        SourceScanner.Scan(folder.Path, Now, Stop).Files.ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_read_is_named_with_the_reason_and_stops_nothing()
    {
        using var folder = new TemporaryDirectory();
        Write(folder, "a.py", "SYSTEM_PROMPT = 'You are the assistant of a shop, brief and kind.'");
        File.WriteAllBytes(Path.Combine(folder.Path, "binary.py"), [1, 0, 2, 3]);
        byte[] latin1 = [.. "RAG_PROMPT = 'Gr"u8, 0xFC, .. "ss den Kunden mit seinem Namen.'"u8];
        File.WriteAllBytes(Path.Combine(folder.Path, "latin1.py"), latin1);
        Write(folder, "deep.py", "x = " + new string('[', 5_000));
        Write(folder, "deep.ts", "x = " + new string('(', 5_000));
        Write(folder, "deep.cs", "var x = " + new string('(', 20_000));
        Write(folder, "large.py", new string('#', 10 * 1024 * 1024));

        ContextMap map = SourceScanner.Scan(folder.Path, Now, Stop);

        map.Files.Select(file => file.Path).ShouldBe(["a.py", "latin1.py"]);
        map.Prompts.Select(prompt => prompt.Text).ShouldContain("Grüss den Kunden mit seinem Namen.");
        map.Skipped.Select(file => $"{file.Path}: {file.Reason}").ShouldBe(
        [
            "binary.py: not a text",
            "deep.cs: nested more than 120 levels deep",
            "deep.py: nested more than 120 levels deep",
            "deep.ts: nested more than 120 levels deep",
            "large.py: larger than 1 MiB",
        ]);
    }

    [Fact]
    public void No_secret_of_a_source_gets_into_the_map()
    {
        using var folder = new TemporaryDirectory();
        string key = "AKIA" + "J4QWX7TZK2MV9RBD";
        Write(folder, "a.py", $"""
            PROMPT = "Use the storage key {key} for it."
            @tool
            def store(key: str = "{key}"):
                "Stores with {key}."
            """);

        ContextMap map = SourceScanner.Scan(folder.Path, Now, Stop);

        ContextMapJson.WriteReadable(map).ShouldNotContain(key);
        map.Prompts.Single().Secrets.ShouldNotBeEmpty();
        map.Tools.Single().Description.ShouldBe("Stores with [masked].");
    }

    private static void Write(TemporaryDirectory folder, string name, string text)
    {
        string path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
