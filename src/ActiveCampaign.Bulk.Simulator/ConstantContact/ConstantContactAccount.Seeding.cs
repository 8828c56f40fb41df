using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact;

public sealed partial class ConstantContactAccount
{
    /// <summary>Adds a list and gives its id.</summary>
    public string AddList(string name) => Look(() => _state.Definitions.AddList(name, _state.Now).Id.ToString());

    /// <summary>Adds a tag, or finds it, and gives its id.</summary>
    public string AddTag(string name) =>
        Look(() => (_state.Definitions.Tag(name) ?? _state.Definitions.AddTag(name, _state.Now)).Id.ToString());

    /// <summary>Adds a custom field and gives its id. Its name is the label with underscores for blanks.</summary>
    /// <param name="label">Its label.</param>
    /// <param name="type">The service's name of its type: string, date, datetime, number, currency, text_area, boolean, single_select or multi_select.</param>
    /// <param name="choices">The choices of a single_select or multi_select field.</param>
    public string AddCustomField(string label, string type = "string", IEnumerable<string>? choices = null) =>
        Look(() => _state.Definitions.AddField(label, type, choices, _state.Now).Id.ToString());

    /// <summary>Adds a segment and gives its id. The condition must not call back into the account.</summary>
    public int AddSegment(Func<PersonSnapshot, bool> condition) => Look(() =>
    {
        _state.Segments.Add(new SegmentRun(condition));
        return _state.Segments.Count;
    });

    /// <summary>Adds a contact, or changes it where the address is known, and gives its id.</summary>
    /// <param name="email">The address.</param>
    /// <param name="values">Standard properties by the names that imports use.</param>
    /// <param name="customFields">Custom fields by name.</param>
    /// <param name="listIds">The lists it is put on.</param>
    /// <param name="tags">The names of its tags.</param>
    /// <param name="permission">Whether the account may write to it.</param>
    public string AddContact(
        string email,
        IReadOnlyDictionary<string, string>? values = null,
        IReadOnlyDictionary<string, string>? customFields = null,
        IEnumerable<string>? listIds = null,
        IEnumerable<string>? tags = null,
        Permission permission = Permission.Implicit) => Look(() =>
    {
        Person person = _state.People.Find(email) ?? Create(email);
        foreach (KeyValuePair<string, string> value in values ?? new Dictionary<string, string>())
            person.Values[value.Key] = value.Value;
        foreach (KeyValuePair<string, string> field in customFields ?? new Dictionary<string, string>())
            person.Fields[(_state.Definitions.Field(field.Key) ?? throw new ArgumentException("There is no field " + field.Key + ".")).Id] = field.Value;
        foreach (string id in listIds ?? [])
            person.Lists.Add((_state.Definitions.List(new Guid(id)) ?? throw new ArgumentException("There is no list " + id + ".")).Id);
        foreach (string tag in tags ?? [])
            person.Tags.Add(new Guid(AddTag(tag)));
        _state.SetPermission(person, permission, "Account", _state.Now);
        return person.Id.ToString();
    });

    /// <summary>Lets a contact leave: it is on no list any more, and no import brings it back.</summary>
    public void Unsubscribe(string email) => SetPermission(email, Permission.Unsubscribed, "Contact");

    /// <summary>Gives a contact any permission.</summary>
    public void SetPermission(string email, Permission permission) => SetPermission(email, permission, "Account");

    /// <summary>Deletes a contact; it is hidden, and an import brings it back.</summary>
    public void Delete(string email) => Look(() =>
    {
        Person person = Known(email);
        person.Deleted = _state.Now;
        person.Updated = _state.Now;
        person.Lists.Clear();
        return person.Id;
    });

    /// <summary>Lets a person approve a device by the code it shows; false where none waits with it.</summary>
    public bool ApproveDevice(string userCode) => _tokens.DecideDevice(userCode, approve: true);

    /// <summary>Lets a person refuse a device by the code it shows; false where none waits with it.</summary>
    public bool DenyDevice(string userCode) => _tokens.DecideDevice(userCode, approve: false);

    private void SetPermission(string email, Permission permission, string source) => Look(() =>
    {
        Person person = Known(email);
        _state.SetPermission(person, permission, source, _state.Now);
        person.Updated = _state.Now;
        return person.Id;
    });

    private Person Create(string email)
    {
        Person person = _state.People.Create(_state.NewId(), _state.Now);
        _state.People.SetEmail(person, email);
        return person;
    }

    private Person Known(string email) =>
        _state.People.Find(email) ?? throw new ArgumentException("There is no contact " + email + ".", nameof(email));
}
