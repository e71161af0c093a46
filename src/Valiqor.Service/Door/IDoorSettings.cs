namespace Valiqor.Service.Door;

/// <summary>The settings of the door: who administers the service, and how large a body may be.</summary>
public interface IDoorSettings
{
    string AdminKey { get; }

    long MaxBodyBytes { get; }

    long MaxUploadBytes { get; }
}
