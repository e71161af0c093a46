using System.Reflection;

namespace Valiqor.Testing;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata(typeof(Repository), "RepositoryRoot");

    public static string File(string path) => Path.Combine(Root, path);

    public static string[] Files(string folder, string pattern) => Directory.GetFiles(File(folder), pattern);

    /// <summary>What the build wrote into the assembly of a type under a key.</summary>
    public static string Metadata(Type type, string key) => type.Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
