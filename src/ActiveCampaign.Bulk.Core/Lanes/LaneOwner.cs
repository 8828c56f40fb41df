using System;
using System.Globalization;
using System.IO;
using System.Threading;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>
/// Shows other processes that this one lives: a file that it keeps open for itself alone, as only the system can take
/// that away. Whose file is gone or can be opened is dead.
/// </summary>
internal sealed class LaneOwner : IDisposable
{
    private const string Extension = ".owner";

    private readonly object _gate = new();
    private readonly string _folder;
    private readonly string _path;
    private FileStream? _held;

    public LaneOwner(string folder)
    {
        _folder = folder;
        Id = (BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) & long.MaxValue) | 1;
        _path = PathOf(Id);
    }

    /// <summary>What this process is called in the lanes' files.</summary>
    public long Id { get; }

    /// <summary>Makes sure that the file is there.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void Hold()
    {
        lock (_gate)
        {
            if (_held is not null && File.Exists(_path))
                return;
            _held?.Dispose();
            HomeFolder.Make(_folder);
            _held = Open();
            RemoveTheDead();
        }
    }

    /// <summary>Whether another process is gone.</summary>
    public bool IsDead(long id) => id != Id && !FileLock.IsHeld(PathOf(id), FileAccess.Read);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _held?.Dispose();
            _held = null;
        }
    }

    private FileStream Open()
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return PrivateFile.Open(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException e) when (tries < 20 && FileLock.IsHeld(e))
            {
                // Made, but not yet held, it looked dead to a process that tidies up.
                Thread.Sleep(1);
            }
        }
    }

    // A process that was killed leaves its file on systems that do not delete for it.
    private void RemoveTheDead()
    {
        foreach (string path in Directory.EnumerateFiles(_folder, "*" + Extension))
        {
            if (path == _path || FileLock.IsHeld(path, FileAccess.Read))
                continue;
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process tidies up too.
            }
        }
    }

    private string PathOf(long id) => Path.Combine(_folder, id.ToString("x16", CultureInfo.InvariantCulture) + Extension);
}
