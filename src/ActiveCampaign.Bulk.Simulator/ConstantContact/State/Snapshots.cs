using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>Copies of what the account holds, for looking at.</summary>
internal static class Snapshots
{
    public static PersonSnapshot Of(Person person, ServiceState state) => new()
    {
        Id = person.Id.ToString(),
        Email = person.Email,
        SmsNumber = person.SmsNumber,
        Values = person.Values.ToDictionary(pair => pair.Key, pair => pair.Value),
        CustomFields = person.Fields.ToDictionary(pair => state.Definitions.Field(pair.Key)!.Name, pair => pair.Value),
        Lists = person.Lists.Select(id => state.Definitions.List(id)!.Name).ToArray(),
        Tags = person.Tags.Select(id => state.Definitions.Tag(id)!.Name).ToArray(),
        Permission = person.Permission,
        OptInSource = person.OptInSource,
        Status = person.Status,
        Created = person.Created,
        Updated = person.Updated,
        TimesApplied = person.TimesApplied,
    };

    public static ActivitySnapshot Of(Activity activity, ServiceState state) => new()
    {
        Id = activity.Id,
        Number = activity.Number,
        Kind = activity.Kind,
        State = activity.StateAt(state.Now),
        FileName = activity.FileName,
        Rows = activity.Rows,
        Created = activity.Created,
        Ends = activity.Ends,
        PersonCount = activity.Tally.Persons,
        ErrorCount = activity.Tally.Errors,
        CorrectableCount = activity.Tally.Correctable,
        CannotAddToListCount = activity.Tally.CannotAdd,
        Looks = activity.Looks,
    };
}
