using System.Text;
using Valiqor.Client;

namespace Valiqor.Cli;

/// <summary>The file that is to be analysed, checked before anything is started for it.</summary>
internal sealed record DatasetFile(string Path, string Name, long Length)
{
    /// <exception cref="UsageException">It is not there, empty, a directory, or of an unknown form.</exception>
    public static DatasetFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a directory: name one file in it.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new UsageException($"There is no file {path}.");
        }

        if (DatasetFormat.ContentTypeOf(file.Name) is null)
        {
            throw new UsageException(
                $"{path} has no known ending: rename it so that it ends in {DatasetFormat.KnownEndings}.");
        }

        return file.Length == 0
            ? throw new UsageException($"{path} is empty: it needs at least one item.")
            : new DatasetFile(path, file.Name, file.Length);
    }

    /// <summary>
    /// A project for the file where none is given: its name, in the letters that project names may have.
    /// </summary>
    public string DefaultProject => ProjectOf(System.IO.Path.GetFileNameWithoutExtension(Name));

    /// <summary>A name in the letters that project names may have.</summary>
    public static string ProjectOf(string name)
    {
        var letters = new StringBuilder();
        foreach (char letter in name)
        {
            bool fits = char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
            letters.Append(fits ? letter : '-');
        }

        string project = letters.ToString().Trim('-', '_');
        return project.Length == 0 ? "default" : project;
    }

    /// <summary>For reading once, from the start.</summary>
    public Stream Read() => new FileStream(
        Path,
        new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 });
}
