using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>
/// The files of one name's baseline: what its activities have confirmed up to one of them, and one more file for each
/// later activity that was removed. Whoever reads or changes them holds the folder.
/// </summary>
internal sealed class BaselineFolder
{
    private const string Suffix = ".bin";
    private const int TriesToHold = 3000;

    private readonly string _folder;
    private readonly string _name;

    /// <param name="hostFolder">The folder of an account's journals.</param>
    /// <param name="name">The name of the activities.</param>
    public BaselineFolder(string hostFolder, string name)
    {
        _folder = Path.Combine(hostFolder, JournalStore.BaselinesFolderName);
        _name = NameLock.DigestOf(name);
    }

    /// <summary>Up to one activity.</summary>
    public string Base => Path.Combine(_folder, _name + Suffix);

    /// <summary>Whether anything is there.</summary>
    public bool Exists => Directory.Exists(_folder) && Directory.EnumerateFiles(_folder, _name + "*" + Suffix).Any();

    /// <summary>The ids of removed activities that have a file of their own.</summary>
    public IEnumerable<string> Removed => !Directory.Exists(_folder) ? [] : Directory.EnumerateFiles(_folder, _name + ".*" + Suffix)
        .Select(path => Path.GetFileNameWithoutExtension(path).Substring(_name.Length + 1)).ToList();

    /// <summary>The files of all names of an account.</summary>
    public static IEnumerable<string> All(string hostFolder)
    {
        string folder = Path.Combine(hostFolder, JournalStore.BaselinesFolderName);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Suffix).ToList() : [];
    }

    /// <summary>The file of a removed activity.</summary>
    public string OfRemoved(string activityId) => Path.Combine(_folder, _name + "." + activityId + Suffix);

    /// <summary>The same where nothing may be made: null where no file is there that others could be at.</summary>
    public static FileStream? HoldToRead(string hostFolder, CancellationToken token) =>
        File.Exists(LockOf(hostFolder)) ? Hold(hostFolder, token) : null;

    /// <summary>Waits until nobody else is at the files of an account; dispose what you get.</summary>
    /// <exception cref="BulkException">The folder cannot be written.</exception>
    public static FileStream Hold(string hostFolder, CancellationToken token)
    {
        string folder = Path.Combine(hostFolder, JournalStore.BaselinesFolderName);
        try
        {
            HomeFolder.Make(folder);
            return FileLock.Hold(LockOf(hostFolder), TriesToHold, token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(folder, e.Message), folder, e);
        }
    }

    private static string LockOf(string hostFolder) => Path.Combine(hostFolder, JournalStore.BaselinesFolderName, "lock");
}
