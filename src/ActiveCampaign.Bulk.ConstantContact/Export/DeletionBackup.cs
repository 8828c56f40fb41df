using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>
/// Writes contacts to a file before any of them is deleted, as an export would. A run that goes on adds those that are not in
/// it as they are now: what an earlier run has deleted is in it and nowhere else, and who came back since may have changed.
/// </summary>
internal sealed class DeletionBackup : IContactKeeper
{
    private readonly AccountConnection _connection;
    private readonly string _path;
    private IReadOnlyList<StoredColumn> _columns = [];

    /// <summary>Keeps contacts of an account in a file.</summary>
    public DeletionBackup(AccountConnection connection, string path) => (_connection, _path) = (connection, path);

    /// <inheritdoc/>
    public async Task<string> PrepareAsync(CancellationToken token)
    {
        _columns = await StoredColumns.ChooseAsync(_connection, null, static (_, _) => false, token).ConfigureAwait(false);
        return StoredColumns.Include(_columns);
    }

    /// <inheritdoc/>
    public void Keep(IReadOnlyList<StoredContact> contacts)
    {
        if (contacts.Count == 0)
            return;
        OutputFile.Guard(_path, () =>
        {
            HashSet<string> kept = Kept();
            StringBuilder lines = new();
            if (!IsThere)
                CsvLine.Append(lines, _columns.Select(column => column.Name), ',');
            foreach (List<string> cells in contacts.Select(contact => _columns.Select(column => column.Text(contact)).ToList()).Where(cells => kept.Add(KeyOf(cells))))
                CsvLine.Append(lines, cells, ',');
            byte[] before = File.Exists(_path) ? File.ReadAllBytes(_path) : Encoding.UTF8.GetPreamble();
            byte[] added = Encoding.UTF8.GetBytes(lines.ToString());
            WholeFile.Write(_path, file =>
            {
                file.Write(before, 0, before.Length);
                file.Write(added, 0, added.Length);
            });
        });
    }

    private bool IsThere => File.Exists(_path) && new FileInfo(_path).Length > 0;

    private static string KeyOf(IEnumerable<string?> cells) => string.Join("\u001f", cells);

    // The file is whole whenever it is there.
    private HashSet<string> Kept()
    {
        if (!IsThere)
            return new HashSet<string>(StringComparer.Ordinal);
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = _path, Delimiter = ',' });
        return reader.Shape.Columns.SequenceEqual(_columns.Select(column => column.Name))
            ? new HashSet<string>(reader.Rows().Select(row => KeyOf(row.Values.Select(value => value as string))), StringComparer.Ordinal)
            : throw new BulkException(BulkError.FileUnwritable, ConstantContactTexts.BackupForeign(_path), _path);
    }
}
