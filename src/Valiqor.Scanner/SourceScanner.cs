using Valiqor.Analysis.Scans;
using Valiqor.Scanner.CSharp;
using Valiqor.Scanner.Files;
using Valiqor.Scanner.Finders;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner;

/// <summary>
/// Reads the sources of an application and maps what its models are told and given. It reads and nothing else: no code
/// of the sources runs, no link is followed, and secrets in texts are masked.
/// </summary>
public static class SourceScanner
{
    /// <param name="directory">What is scanned; only its name gets into the map.</param>
    /// <param name="now">The time that the map says it was made at.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static ContextMap Scan(string directory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var root = new DirectoryInfo(directory);
        if (!root.Exists)
        {
            throw new DirectoryNotFoundException($"There is no directory {directory}.");
        }

        var read = new List<ScannedFile>();
        var skipped = new List<SkippedFile>();
        var findings = new List<FileFindings>();
        foreach (SourceFile file in new SourceTree(root.FullName, cancellationToken).Files())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = new FileFindings(file.Path);
            string? reason = SourceFile.TryRead(file.File, out string? text) ?? Read(file, text!, found);
            if (reason is null)
            {
                string extension = Path.GetExtension(file.Path).ToLowerInvariant();
                read.Add(new ScannedFile(file.Path, file.File.Length, extension));
                findings.Add(found);
            }
            else
            {
                skipped.Add(new SkippedFile(file.Path, reason));
            }
        }

        return new ContextMap
        {
            RepoPath = root.Name,
            ScanTimestamp = now,
            Files = [.. read],
            Skipped = [.. skipped],
            Prompts = [.. findings.SelectMany(found => found.Prompts.OrderBy(prompt => prompt.Line))],
            Tools = [.. findings.SelectMany(found => found.Tools.OrderBy(tool => tool.Line))],
            ModelCalls = [.. findings.SelectMany(found => found.ModelCalls.OrderBy(call => call.Line))],
            Workflows = [.. findings.SelectMany(found => found.Workflows.OrderBy(flow => flow.Line))],
        };
    }

    /// <summary>Answers why a file cannot be understood, or null. It costs its own findings, never the scan.</summary>
    private static string? Read(SourceFile file, string text, FileFindings found)
    {
        try
        {
            switch (file.Kind)
            {
                case SourceKind.CSharp:
                    Find(CSharpReader.Read(file.Path, text), found);
                    break;
                case SourceKind.Python:
                    Find(PythonReader.Read(file.Path, text), found);
                    break;
                case SourceKind.Script:
                    Find(ScriptReader.Read(file.Path, text), found);
                    break;
                default:
                    PromptFile.Read(file.Path, text, found);
                    break;
            }

            return null;
        }
        catch (SourceFault fault)
        {
            return fault.Message;
        }
        catch (Exception e)
        {
            return $"not understood ({e.GetType().Name})";
        }
    }

    private static void Find(Outline source, FileFindings found)
    {
        PromptFinder.Find(source, found);
        ToolFinder.Find(source, found);
        ModelCallFinder.Find(source, found);
        WorkflowFinder.Find(source, found);
    }
}
