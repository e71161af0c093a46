using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Scans;

/// <summary>
/// Reads the files of a multipart body part by part, within limits, and says what is wrong with one. Nothing is written
/// to a disk on the way, and what is over a limit is not read any further.
/// </summary>
internal static class ScanUploadReader
{
    /// <summary>Scanners write one file, or one for each service of an application.</summary>
    public const int MostFiles = 20;

    /// <summary>A map of a million lines of sources is a few megabytes: 8 MiB.</summary>
    public const int FileBytes = 8 * 1024 * 1024;

    /// <summary>What is in memory at a time, whatever the length that was announced: 32 MiB.</summary>
    private const int AllBytes = 4 * FileBytes;

    private const int NameCharacters = 100;
    private const int ChunkBytes = 64 * 1024;

    // RFC 2046, 5.1.1.
    private const int BoundaryCharacters = 70;

    public static async Task<IReadOnlyList<ScanFile>> ReadAsync(ApiCall call)
    {
        MultipartReader parts = Open(call.Request);
        var files = new List<ScanFile>();
        try
        {
            int left = AllBytes;
            while (await parts.ReadNextSectionAsync(call.Aborted) is { } part)
            {
                // Parts without a file name are fields, which a scan has none of.
                if (part.GetContentDispositionHeader() is { } header && NameIn(header) is { Length: > 0 } sent)
                {
                    files.Add(await ReadAsync(NameOf(sent), part.Body, Math.Min(FileBytes, left), call.Aborted));
                    left -= files[^1].Content.Length;
                    CheckNumber(files.Count);
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw Unreadable(e.Message);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw ProblemException.UnfinishedBody();
        }

        return files.Count > 0 ? files : throw ProblemException.Invalid(FieldProblems.Of(
            "No file is in the body: send the context map as a part with a file name, as curl's "
            + "`-F files=@context_map.json` does.",
            "missing",
            "body",
            "files"));
    }

    /// <summary>The last part of a name or path, without control characters; only ever shown, never opened.</summary>
    internal static string NameOf(string sent)
    {
        string last = sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..];
        string name = new([.. last.Where(c => !char.IsControl(c)).Take(NameCharacters)]);
        return string.IsNullOrWhiteSpace(name) || char.IsHighSurrogate(name[^1]) ? "file" : name.Trim();
    }

    private static MultipartReader Open(HttpRequest request)
    {
        bool isMultipart = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase);
        if (!isMultipart)
        {
            throw ProblemException.NotMultipart();
        }

        string? boundary = HeaderUtilities.RemoveQuotes(type!.Boundary).Value;
        return boundary is { Length: > 0 and <= BoundaryCharacters }
            ? new MultipartReader(boundary, request.Body)
            : throw Unreadable($"its boundary should have 1 to {BoundaryCharacters} characters.");
    }

    private static string? NameIn(ContentDispositionHeaderValue header) =>
        HeaderUtilities.RemoveQuotes(
            header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).Value;

    private static async Task<ScanFile> ReadAsync(
        string name,
        Stream body,
        int limit,
        CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        byte[] chunk = new byte[ChunkBytes];
        while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            if (content.Length + read > limit)
            {
                throw ProblemException.ScanFileTooLarge(name, limit);
            }

            content.Write(chunk, 0, read);
        }

        return new ScanFile(name, content.ToArray());
    }

    private static void CheckNumber(int files)
    {
        if (files > MostFiles)
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"The body has more than {MostFiles} files: send fewer at once.", "too_long", "body", "files"));
        }
    }

    private static ProblemException Unreadable(string why) => ProblemException.Invalid(FieldProblems.Of(
        $"The multipart body cannot be read: {why}", "multipart_invalid", "body"));
}
