using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Where journals lie: one folder per account host below the root, one per activity below that. The root is
/// <c>AC_BULK_HOME</c>, which several service accounts may share, or a private folder of the user.
/// </summary>
internal sealed class JournalStore
{
    /// <summary>What the folder of baselines is called.</summary>
    internal const string BaselinesFolderName = "baselines";

    private const string KeyFile = "key";

    private const int TriesToHoldKey = 100;
    private const int KeyLength = 32;

    private static readonly object s_makingKey = new();


    private static readonly ConcurrentDictionary<string, JournalWriter> s_open = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, byte> s_occupied = new(StringComparer.Ordinal);

    /// <summary>Uses a root; null for the default one.</summary>
    public JournalStore(string? root = null)
    {
        Root = Path.GetFullPath(root ?? HomeFolder.Find());
    }

    /// <summary>Held while a journal is opened or closed.</summary>
    internal static object Opening { get; } = new();

    /// <summary>The root folder.</summary>
    public string Root { get; }

    /// <summary>The store that an activity's folder lies in, wherever it was moved.</summary>
    public static JournalStore OfFolder(string folder) => new(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(folder))));

    /// <summary>The folders of all accounts.</summary>
    public IReadOnlyList<string> HostFolders() => Directory.Exists(Root) ? Directory.GetDirectories(Root) : [];

    /// <summary>The folder of an activity, whether it is there or not.</summary>
    public string FolderOf(string host, string activityId) => Path.Combine(HostFolder(host), activityId);

    /// <summary>The folder of the lanes that all processes share which use this root.</summary>
    public string LanesFolder(string host) => Path.Combine(HostFolder(host), "lanes");

    /// <summary>The file of the names that were read of an account.</summary>
    public string NamesFile(string host) => Path.Combine(HostFolder(host), "names.json");

    /// <summary>The folder of what imports have confirmed, for those that are compared with earlier ones.</summary>
    public string BaselinesFolder(string host) => Path.Combine(HostFolder(host), BaselinesFolderName);

    /// <summary>The folders of all activities of one host, or of all hosts, oldest first.</summary>
    public IReadOnlyList<string> Folders(string? host = null)
    {
        if (!Directory.Exists(Root))
            return [];
        IEnumerable<string> hosts = host is null ? Directory.EnumerateDirectories(Root) : [HostFolder(host)];
        return hosts
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(IsActivity)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)
            .ToList();
    }

    // One whose main file is gone is shown as damaged; one that never began is none.
    private static bool IsActivity(string folder) =>
        (ActivityHeader.StartOf(Path.GetFileName(folder)) is not null || File.Exists(Path.Combine(folder, JournalFiles.Main))) && !UnbegunActivity.Is(folder);

    /// <summary>Whether a folder is a link to another place.</summary>
    internal static bool IsLink(string folder) => (File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0;

    /// <summary>The key of a host's digests; made at the first use.</summary>
    public byte[] KeyOf(string host) => KeyIn(HostFolder(host));

    /// <summary>The same where nothing may be made; null where there is none.</summary>
    internal byte[]? FindKey(string host) => Path.Combine(HostFolder(host), KeyFile) is string path && File.Exists(path) ? ReadKey(path) : null;

    /// <summary>The key beside an activity's folder.</summary>
    internal static byte[] KeyBeside(string activityFolder) => KeyIn(Path.GetDirectoryName(activityFolder)!);

    /// <summary>The key of the digests in an account's folder.</summary>
    internal static byte[] KeyIn(string folder)
    {
        string path = Path.Combine(folder, KeyFile);
        try
        {
            HomeFolder.Make(folder);
            return File.Exists(path) ? ReadKey(path) : MakeKey(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(folder, e.Message), folder, e);
        }
    }

    /// <summary>Starts the journal of a new activity.</summary>
    public JournalWriter Create(ActivityHeader header)
    {
        string folder = FolderOf(header.Host, header.Id);
        JournalWriter? writer = null;
        try
        {
            HomeFolder.Make(folder);
            writer = JournalWriter.Open(folder, isNew: true);
            s_open[folder] = writer;
            writer.Closed += () => s_open.TryRemove(folder, out _);
            writer.TryBeginRun();
            writer.Begin(header with { Origin = header.Origin ?? ActivityOrigin.OfProcess() });
            return writer;
        }
        catch (Exception e) when (e is BulkException || Disk.IsFailure(e))
        {
            Drop(folder, writer);
            throw e as BulkException ?? new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(folder, e.Message), folder, e);
        }
    }

    // Nothing was sent: a folder without a first line would only be in the way.
    private static void Drop(string folder, JournalWriter? writer)
    {
        try
        {
            writer?.Dispose();
        }
        catch (BulkException)
        {
            // It is what is told of already.
        }

        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left has no first line, which says that nothing was sent.
        }
    }

    /// <summary>
    /// Opens an activity's journal to add to it: the writer this process already has, or a new one; null while
    /// another process writes it. Dispose what you get.
    /// </summary>
    public static JournalWriter? TryOpen(string folder)
    {
        lock (Opening)
        {
            if (s_open.TryGetValue(folder, out JournalWriter? writer) && writer.TryShare())
                return writer;
            try
            {
                writer = JournalWriter.Open(folder, isNew: false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Held by another process, or not ours to write: what we learn can be asked of the service again.
                return null;
            }

            s_open[folder] = writer;
            writer.Closed += () => s_open.TryRemove(folder, out _);
            return writer;
        }
    }

    /// <summary>Opens an activity's journal to go on with the activity. Dispose what you get, after its run has ended.</summary>
    /// <exception cref="BulkException">Somebody is at work on it.</exception>
    internal static JournalWriter OpenToRun(string folder)
    {
        JournalWriter? writer = TryOpen(folder);
        if (writer?.TryBeginRun() == true)
            return writer;
        writer?.Dispose();
        string id = Path.GetFileName(folder);
        throw new BulkException(BulkError.ActivityRunning, Texts.ActivityRunning(id), id);
    }

    /// <summary>Keeps everybody from opening an activity's journal; null while somebody has it open. Dispose what you get.</summary>
    internal static FileStream? TryHold(string folder)
    {
        lock (Opening)
        {
            if (s_open.ContainsKey(folder) || s_occupied.ContainsKey(folder))
                return null;
            try
            {
                return FileLock.TryHold(Path.Combine(folder, JournalFiles.Lock));
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>What a command needs to find an activity's folder where the usual root is another one; else nothing.</summary>
    internal static string OptionFor(string folder) =>
        folder.Length == 0 || OfFolder(folder).Root is not string root || root == new JournalStore().Root ? string.Empty : " -JournalPath " + Texts.Quoted(root);

    /// <summary>A command of this process is at work on an activity's folder without its journal.</summary>
    internal static void Occupy(string folder) => s_occupied.TryAdd(folder, 0);

    /// <summary>It is done with it.</summary>
    internal static void Vacate(string folder) => s_occupied.TryRemove(folder, out _);

    /// <summary>Whether some process has the activity open.</summary>
    public static bool IsOpen(string folder)
    {
        if (s_open.ContainsKey(folder))
            return true;
        return FileLock.IsHeld(Path.Combine(folder, JournalFiles.Lock), FileAccess.ReadWrite);
    }

    private string HostFolder(string host) => Path.Combine(Root, host.Replace(':', '_'));

    private static byte[] ReadKey(string path)
    {
        byte[] key = File.ReadAllBytes(path);
        return key.Length == KeyLength ? key : throw new BulkException(BulkError.JournalUnreadable, Texts.KeyDamaged(path), path);
    }

    private static byte[] MakeKey(string path)
    {
        // Moving a file is no test of who was first: on some systems it replaces what another process has just made.
        lock (s_makingKey)
        {
            using FileStream held = FileLock.Hold(path + ".lock", TriesToHoldKey);
            if (File.Exists(path))
                return ReadKey(path);
            byte[] key = new byte[KeyLength];
            using (RandomNumberGenerator random = RandomNumberGenerator.Create())
                random.GetBytes(key);
            WholeFile.Write(path, file => file.Write(key, 0, key.Length));
            return key;
        }
    }
}
