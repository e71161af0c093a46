using System.Collections.Frozen;

namespace Valiqor.Scanner.Files;

/// <summary>
/// Walks a directory for the files that a scan reads. Links are never followed, so nothing outside is reached.
/// </summary>
internal sealed class SourceTree(string root, CancellationToken cancellationToken)
{
    /// <summary>More files are no application's own sources.</summary>
    public const int MostFiles = 20_000;

    private const int DepthLimit = 40;

    /// <summary>What tools install or make.</summary>
    private static readonly FrozenSet<string> Skipped = FrozenSet.ToFrozenSet(
    [
        "node_modules", "bin", "obj", "venv", "env", "virtualenv", "site-packages", "dist", "build", "out", "target",
        "__pycache__", "vendor", "packages", "bower_components", "coverage", "artifacts",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly EnumerationOptions Own = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    private readonly List<(string Folder, IgnoreFile File)> _ignores = [];

    /// <summary>The files of kinds that are read, by their paths relative to the root, in the order of those.</summary>
    public List<SourceFile> Files()
    {
        var found = new List<SourceFile>();
        Walk(new DirectoryInfo(root), "", 0, found);
        return found;
    }

    private void Walk(DirectoryInfo folder, string path, int depth, List<SourceFile> found)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int rules = _ignores.Count;
        AddRules(folder, path);
        foreach (FileInfo file in folder.EnumerateFiles("*", Own).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            string name = path + file.Name;
            if (found.Count < MostFiles && SourceKinds.KindOf(name) is { } kind && !IsIgnored(name, isFolder: false))
            {
                found.Add(new SourceFile(file, name, kind));
            }
        }

        foreach (DirectoryInfo child in folder.EnumerateDirectories("*", Own)
            .OrderBy(child => child.Name, StringComparer.Ordinal))
        {
            bool skipped = Skipped.Contains(child.Name) || child.Name.StartsWith('.');
            if (!skipped && depth < DepthLimit && !IsIgnored(path + child.Name, isFolder: true))
            {
                Walk(child, $"{path}{child.Name}/", depth + 1, found);
            }
        }

        _ignores.RemoveRange(rules, _ignores.Count - rules);
    }

    private void AddRules(DirectoryInfo folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, IgnoreFile.Name));
        if (file.Exists && file.LinkTarget is null && SourceFile.TryRead(file, out string? text) is null)
        {
            _ignores.Add((path, IgnoreFile.Parse(text!)));
        }
    }

    /// <summary>The rules of the nearest folder come first.</summary>
    private bool IsIgnored(string path, bool isFolder)
    {
        for (int i = _ignores.Count - 1; i >= 0; i--)
        {
            (string folder, IgnoreFile file) = _ignores[i];
            if (file.Ignores(path[folder.Length..], isFolder) is { } verdict)
            {
                return verdict;
            }
        }

        return false;
    }
}
