using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>Streams contacts to a CSV file. The file appears under its name when it is complete, and not before.</summary>
public sealed class ContactExport
{
    private readonly AccountConnection _connection;
    private readonly ExportSettings _settings;

    /// <summary>Exports from an account.</summary>
    public ContactExport(AccountConnection connection, ExportSettings settings)
    {
        _connection = connection ?? throw new ArgumentNullException(nameof(connection));
        _settings = settings ?? throw new ArgumentNullException(nameof(settings));
    }

    /// <summary>Writes the file.</summary>
    /// <param name="progress">Told after each page how many contacts there are, and how many there will be.</param>
    /// <param name="token">Ends the export; no file is left behind.</param>
    /// <exception cref="BulkException">The list is unknown, the file exists or cannot be written, or the service fails.</exception>
    public async Task<ExportOutcome> RunAsync(Action<long, long?> progress, CancellationToken token)
    {
        if (progress is null)
            throw new ArgumentNullException(nameof(progress));
        if (!_settings.Overwrite && File.Exists(_settings.Path))
            throw new BulkException(BulkError.FileExists, Texts.FileExists(_settings.Path), _settings.Path);

        DateTimeOffset started = _connection.Clock.GetUtcNow();
        int? list = await ListIdAsync(token).ConfigureAwait(false);
        string partial = _settings.Path + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".partial";
        try
        {
            (long rows, long? total) = await WriteAsync(partial, list, progress, token).ConfigureAwait(false);
            Replace(partial);
            return new ExportOutcome(_settings.Path, rows, total, new FileInfo(_settings.Path).Length, started, _connection.Clock.GetUtcNow() - started);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.FileUnwritable, Texts.FileUnwritable(_settings.Path, e.Message), _settings.Path, e);
        }
        finally
        {
            // A folder that is not there would make an error of its own here, and hide the one that tells.
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    private async Task<(long Rows, long? Total)> WriteAsync(string path, int? list, Action<long, long?> progress, CancellationToken token)
    {
        using StreamWriter text = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        using CsvWriter csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = _settings.Delimiter.ToString(), NewLine = "\r\n" });
        foreach (string column in ExportedContact.Columns)
            csv.WriteField(column);
        await csv.NextRecordAsync().ConfigureAwait(false);

        long rows = 0;
        long? total = null;
        int last = 0;
        while (true)
        {
            ContactPage page = await _connection.ReadAsync(ContactPage.Route(last, list), root => ContactPage.Read(root, list is not null), token).ConfigureAwait(false);
            total ??= page.Total;
            foreach (ExportedContact contact in page.Contacts.Where(contact => contact.Id > last))
            {
                foreach (string cell in contact.Cells())
                    csv.WriteField(cell);
                await csv.NextRecordAsync().ConfigureAwait(false);
                rows++;
            }

            if (page.Contacts.Count == 0 || page.Contacts[page.Contacts.Count - 1].Id <= last)
                return (rows, total);
            last = page.Contacts[page.Contacts.Count - 1].Id;
            progress(rows, total);
        }
    }

    private async Task<int?> ListIdAsync(CancellationToken token)
    {
        if (_settings.List is not string name)
            return null;
        AccountCatalog catalog = new([], await new CatalogReader(_connection).ListsAsync(token).ConfigureAwait(false), []);
        return catalog.FindList(name)?.Id
            ?? throw new BulkException(BulkError.UnknownList, Texts.UnknownList(name, NearestName.Find(name, catalog.Lists.Select(known => known.Name))), name);
    }

    private void Replace(string partial)
    {
        if (_settings.Overwrite && File.Exists(_settings.Path))
            File.Replace(partial, _settings.Path, null);
        else
            File.Move(partial, _settings.Path);
    }
}
