using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valiqor.Service;
using Valiqor.Service.Digests;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Documents;

/// <summary>Keeps the repository in the order that CONTRIBUTING.md asks for.</summary>
public sealed partial class TidyTests
{
    private const int MostLines = 300;
    private const int MostColumns = 120;

    /// <summary>What git does not keep.</summary>
    private static readonly HashSet<string> Unkept = new(StringComparer.Ordinal)
    {
        ".git", ".azure", ".idea", ".valiqor", ".vs", "artifacts", "bin", "BenchmarkDotNet.Artifacts", "node_modules",
        "obj", "TestResults",
    };

    private static readonly HashSet<string> TextEndings = new(StringComparer.Ordinal)
    {
        "", ".bicep", ".cjs", ".cs", ".csproj", ".csv", ".json", ".jsonl", ".md", ".props", ".ps1", ".sh", ".sln",
        ".targets", ".txt", ".yaml", ".yml",
    };

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        IEnumerable<string> tooLong =
            from file in Sources()
            let lines = File.ReadLines(file).Count()
            where lines > MostLines
            select $"{Name(file)}: {lines} lines";

        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void No_source_line_is_wider_than_120_columns()
    {
        IEnumerable<string> wide =
            from file in Sources()
            from line in File.ReadLines(file).Index()
            where line.Item.Length > MostColumns
            select $"{Name(file)}:{line.Index + 1}: {line.Item.Length} columns";

        wide.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        IEnumerable<string> left =
            from file in Texts()
            where !IsData(file)
            from line in File.ReadLines(file).Index()
            where LeftForLater.IsMatch(line.Item)
            select $"{Name(file)}:{line.Index + 1}: {line.Item.Trim()}";

        left.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        IEnumerable<string> named =
            from file in Texts()
            where !IsData(file)
            from line in File.ReadLines(file).Index()
            where MachinePath.IsMatch(line.Item) || line.Item.Contains(Repository.Root, StringComparison.Ordinal)
            select $"{Name(file)}:{line.Index + 1}: {line.Item.Trim()}";

        named.ShouldBeEmpty();
    }

    [Fact]
    public void The_npm_lock_file_names_no_registry() =>
        File.ReadAllText(Repository.File("package-lock.json")).ShouldNotContain("\"resolved\"");

    [Fact]
    public void The_sample_settings_bind_and_are_valid()
    {
        using JsonDocument sample = JsonDocument.Parse(File.ReadAllText(Repository.File("local.settings.sample.json")));
        JsonElement values = sample.RootElement.GetProperty("Values");
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                from value in values.EnumerateObject()
                let key = value.Name.Replace("__", ":", StringComparison.Ordinal)
                select KeyValuePair.Create(key, value.Value.GetString()))
            .Build();
        using ServiceProvider services = new ServiceCollection()
            .AddValiqorService(configuration)
            .BuildServiceProvider();

        ValiqorOptions options = services.GetRequiredService<IOptions<ValiqorOptions>>().Value;

        services.GetRequiredService<IOptions<DigestOptions>>().Value.Cron.ShouldBe("", "nobody asked for digests");
        options.AdminKey.ShouldBe(values.GetProperty("Valiqor__AdminKey").GetString());
        Should.NotThrow(() => configuration.GetSection(ValiqorOptions.Section)
            .Get<ValiqorOptions>(binder => binder.ErrorOnUnknownConfiguration = true));
    }

    private static IEnumerable<string> Sources() =>
        from folder in (string[])["src", "tests"]
        from file in Kept(new DirectoryInfo(Repository.File(folder)))
        where Path.GetExtension(file) == ".cs"
        select file;

    private static IEnumerable<string> Texts() =>
        Kept(new DirectoryInfo(Repository.Root)).Where(file => TextEndings.Contains(Path.GetExtension(file)));

    private static IEnumerable<string> Kept(DirectoryInfo folder) =>
        folder.EnumerateFiles()
            .Where(file => !Unkept.Contains(file.Name) && file.Name != "local.settings.json")
            .Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(child => !Unkept.Contains(child.Name)).SelectMany(Kept));

    /// <summary>Recorded items may say anything.</summary>
    private static bool IsData(string file) => Path.GetExtension(file) is ".jsonl" or ".csv";

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file);

    // Classes of one letter keep the patterns from finding themselves.
    [GeneratedRegex(@"\b(?:TOD[O]|FIXM[E]|HAC[K]|NotImplementedExceptio[n])\b", RegexOptions.NonBacktracking)]
    private static partial Regex LeftForLater { get; }

    [GeneratedRegex(
        @"(?:/hom[e]|/User[s]|/roo[t]|/wor[k]|/tm[p])/\w|[A-Za-z]:\\+User[s]\\", RegexOptions.NonBacktracking)]
    private static partial Regex MachinePath { get; }
}
