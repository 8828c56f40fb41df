using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>Puts the rows of one import into the account and counts what became of them.</summary>
internal sealed class PeopleWriter
{
    private const int MaxLists = 50;
    private const int MaxPhones = 3;
    private static readonly string[] s_phones = ["home_phone", "work_phone", "mobile_phone", "other_phone"];
    private readonly ServiceState _state;
    private readonly PeopleImport _import;
    private readonly RowChecker _checker;
    private readonly HashSet<Guid> _seen = [];

    public PeopleWriter(ServiceState state, PeopleImport import)
    {
        _state = state;
        _import = import;
        _checker = new RowChecker(state, import.SmsIsExplicit);
    }

    public void Apply(Activity activity)
    {
        ActivityTally tally = activity.Tally;
        foreach (PersonRow row in _import.Rows.Take(activity.Fate.AppliedRows))
            Apply(row, tally, activity.Ends);
        bool hasHeader = _import.Kind == ActivityKind.FileImport || _state.Rules.JsonTotalCountsHeader;
        tally.Total = _import.Rows.Count + (hasHeader ? 1 : 0);
        tally.Persons = _state.Rules.PersonCount switch
        {
            PersonCount.Rows => Math.Min(_import.Rows.Count, activity.Fate.AppliedRows),
            PersonCount.People => _seen.Count,
            _ => tally.Completed,
        };
    }

    private void Apply(PersonRow row, ActivityTally tally, DateTimeOffset now)
    {
        RowClass verdict = _checker.Check(row);
        Person? person = verdict == RowClass.Good ? Find(row) : null;
        if (verdict == RowClass.Good && person is not null && IsOverLimit(person, row))
            verdict = RowClass.Wrong;
        if (verdict != RowClass.Good)
        {
            tally.Correctable += verdict == RowClass.Correctable ? 1 : 0;
            tally.Errors += verdict == RowClass.Wrong ? 1 : 0;
            return;
        }

        person ??= Create(row, now);
        bool isFirst = _seen.Add(person.Id);
        person.Deleted = null;
        person.Updated = now;
        person.TimesApplied++;
        tally.Completed++;
        if (isFirst || !_state.Rules.FirstDuplicateWins)
            Write(person, row);
        if (person.Permission == Permission.Unsubscribed)
            tally.CannotAdd++;
        else
            person.Lists.AddRange(_import.Lists.Except(person.Lists).ToArray());
    }

    private Person? Find(PersonRow row) => row.Email is not null ? _state.People.Find(row.Email) : _state.People.FindBySms(row.SmsNumber!);

    private Person Create(PersonRow row, DateTimeOffset now)
    {
        Person person = _state.People.Create(_state.NewId(), now);
        if (row.Email is not null)
            _state.People.SetEmail(person, row.Email);
        else
            person.Permission = Permission.NotSet;
        return person;
    }

    private bool IsOverLimit(Person person, PersonRow row)
    {
        if (person.Permission != Permission.Unsubscribed && person.Lists.Union(_import.Lists).Count() > MaxLists)
            return true;
        IEnumerable<string> phones = person.Values.Keys.Concat(row.Values.Select(pair => RowProperties.Stored(pair.Key)));
        return phones.Intersect(s_phones).Count() > MaxPhones;
    }

    private void Write(Person person, PersonRow row)
    {
        if (row.SmsNumber is { } number)
        {
            _state.People.SetSms(person, number);
            person.SmsIsExplicit |= _import.SmsIsExplicit;
        }

        foreach (KeyValuePair<string, string> pair in row.Values.Where(pair => !pair.Key.EndsWith("street2", StringComparison.Ordinal)))
            person.Values[RowProperties.Stored(pair.Key)] = pair.Key is "anniversary" or "sms_consent_date" ? DateText.Normalize(pair.Value)! : pair.Value;
        foreach (KeyValuePair<string, string> pair in row.Values.Where(pair => pair.Key.EndsWith("street2", StringComparison.Ordinal)))
            AppendStreet(person, row, RowProperties.Stored(pair.Key.Substring(0, pair.Key.Length - 1)), pair.Value);
        foreach (KeyValuePair<string, string> pair in row.Custom)
            WriteCustom(person, pair.Key, pair.Value);
    }

    // The account has one line for the street: the second one of a row goes behind the first.
    private static void AppendStreet(Person person, PersonRow row, string street, string second)
    {
        bool hasFirst = row.Values.Exists(pair => RowProperties.Stored(pair.Key) == street);
        person.Values[street] = hasFirst ? person.Values[street] + " " + second : second;
    }

    private void WriteCustom(Person person, string name, string value)
    {
        if (_state.Definitions.Field(name) is not { } field)
            return;
        string? shaped = CustomValue.Shape(field, value);
        if (shaped is not null || _state.Rules.BadFieldValue == BadFieldValue.Store)
            person.Fields[field.Id] = shaped ?? value;
    }
}
