using Valiqor.Text.Patterns;

namespace Valiqor.Service.Ground;

/// <summary>What the names have in common that wings give to their containers, tables, blobs and keys.</summary>
/// <remarks>
/// Names between separators are checked by <see cref="IsName"/>, so that no name can reach into another's place.
/// </remarks>
public static class Layout
{
    /// <summary>Users drop datasets here: <c>{project}/{name}</c>, or <c>{organization}/{project}/{name}</c>.</summary>
    public const string DatasetContainer = "datasets";

    /// <summary>The organization of the storage account's owner and of the administrator's key.</summary>
    public const string OwnOrganization = "default";

    /// <summary>
    /// True for a project, dataset or organization name: letters, digits, space, <c>. _ -</c>; no <c>..</c>.
    /// </summary>
    public static bool IsName(string name) =>
        NamePattern.IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    public const string NameRule =
        "1 to 100 letters, digits, spaces, dots, dashes and underscores, a letter or digit first, and no '..'";

    /// <summary>The first key behind all those that begin with a text.</summary>
    public static string EndOf(string beginning) => beginning[..^1] + (char)(beginning[^1] + 1);

    /// <summary>A dataset's blob name; the owner's organization is left out of it.</summary>
    public static string DatasetBlob(string organization, string project, string name) =>
        organization == OwnOrganization ? $"{project}/{name}" : $"{organization}/{project}/{name}";

    private static readonly Pattern NamePattern = Pattern.Of(@"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}\z");
}
