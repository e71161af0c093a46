using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Valiqor.Pipeline.Scans;

namespace Valiqor.Pipeline.Http;

/// <summary>Reads the files of a multipart body, within limits, and says what is wrong with one.</summary>
internal static class ScanUploadReader
{
    /// <summary>Scanners write one file, or one for each service of an application.</summary>
    public const int MostFiles = 20;

    /// <summary>A map of a million lines of sources is a few megabytes: 8 MiB.</summary>
    public const int FileBytes = 8 * 1024 * 1024;

    private const int NameCharacters = 100;

    public static async Task<IReadOnlyList<ScanFile>> ReadAsync(ApiCall call)
    {
        IFormFileCollection sent = (await ReadFormAsync(call)).Files;
        if (sent.Count == 0)
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                "No file is in the body: send the context map as a part with a file name, as curl's "
                + "`-F files=@context_map.json` does.",
                "missing",
                "body",
                "files"));
        }

        if (sent.Count > MostFiles)
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"The body has {sent.Count} files: send at most {MostFiles} at once.", "too_long", "body", "files"));
        }

        var files = new List<ScanFile>(sent.Count);
        foreach (IFormFile file in sent)
        {
            string name = NameOf(file.FileName);
            if (file.Length > FileBytes)
            {
                throw ProblemException.ScanFileTooLarge(name, FileBytes);
            }

            byte[] content = new byte[file.Length];
            await using Stream stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(content, call.Aborted);
            files.Add(new ScanFile(name, content));
        }

        return files;
    }

    /// <summary>The last part of a name or path, without control characters; only ever shown, never opened.</summary>
    internal static string NameOf(string sent)
    {
        string last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        string name = new([.. last.Where(c => !char.IsControl(c)).Take(NameCharacters)]);
        return string.IsNullOrWhiteSpace(name) || char.IsHighSurrogate(name[^1]) ? "file" : name.Trim();
    }

    private static async Task<IFormCollection> ReadFormAsync(ApiCall call)
    {
        if (!call.Request.HasFormContentType
            || !call.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            throw ProblemException.NotMultipart();
        }

        try
        {
            var limits = new FormOptions
            {
                MultipartBodyLengthLimit = long.MaxValue,
                ValueCountLimit = 10 * MostFiles,
            };
            return await call.Request.ReadFormAsync(limits, call.Aborted);
        }
        catch (InvalidDataException e)
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"The multipart body cannot be read: {e.Message}", "multipart_invalid", "body"));
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw ProblemException.UnfinishedBody();
        }
    }
}
