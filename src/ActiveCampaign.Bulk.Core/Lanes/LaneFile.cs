using System;
using System.IO;
using System.Threading;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>A lane's file, open for one change: nobody else can open it meanwhile.</summary>
internal sealed class LaneFile : IDisposable
{
    private const int Tries = 24;

    private readonly FileStream _stream;

    private LaneFile(FileStream stream)
    {
        _stream = stream;
    }

    /// <summary>Opens a lane's file, made where there is none; null while others keep it.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static LaneFile? TryOpen(string path)
    {
        for (int tries = 0; tries < Tries; tries++)
        {
            try
            {
                return new LaneFile(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                Make(path);
            }
            catch (IOException e) when (FileLock.IsHeld(e))
            {
                // A change takes some ten microseconds.
                Thread.Sleep(tries < 4 ? 0 : 1);
            }
        }

        return null;
    }

    /// <summary>What the file says; null when it is torn.</summary>
    public SlotState? Read()
    {
        if (_stream.Length != SlotFormat.Size)
            return null;
        byte[] block = new byte[SlotFormat.Size];
        for (int read = 0; read < block.Length;)
        {
            int count = _stream.Read(block, read, block.Length - read);
            if (count == 0)
                return null;
            read += count;
        }

        return SlotFormat.Read(block);
    }

    /// <summary>Writes the whole file in one go.</summary>
    public void Write(SlotState state)
    {
        byte[] block = SlotFormat.Write(state);
        _stream.Position = 0;
        _stream.Write(block, 0, block.Length);
        if (_stream.Length != block.Length)
            _stream.SetLength(block.Length);
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // Moved to its place when it is whole: an empty file is a torn one. Only the first move finds no file there.
    private static void Make(string path)
    {
        HomeFolder.Make(Path.GetDirectoryName(path)!);
        string fresh = path + "." + Guid.NewGuid().ToString("N");
        PrivateFile.Create(fresh, SlotFormat.Write(new SlotState()));
        try
        {
            File.Move(fresh, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}
