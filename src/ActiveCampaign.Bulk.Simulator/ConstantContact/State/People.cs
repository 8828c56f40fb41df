using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>All contacts, by id, by address whatever its case, and by the digits of the number for text messages.</summary>
internal sealed class People
{
    private readonly List<Person> _all = [];
    private readonly Dictionary<Guid, Person> _byId = [];
    private readonly Dictionary<string, Person> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Person> _bySms = new(StringComparer.Ordinal);

    public IReadOnlyList<Person> All => _all;

    public Person? Find(Guid id) => _byId.TryGetValue(id, out Person? person) ? person : null;

    public Person? Find(string email) => _byEmail.TryGetValue(email, out Person? person) ? person : null;

    public Person? FindBySms(string number) => _bySms.TryGetValue(Digits(number), out Person? person) ? person : null;

    public Person Create(Guid id, DateTimeOffset now)
    {
        Person person = new(id, _all.Count + 1, now);
        _all.Add(person);
        _byId.Add(id, person);
        return person;
    }

    public void SetEmail(Person person, string email)
    {
        person.Email = email;
        _byEmail[email] = person;
    }

    public void SetSms(Person person, string number)
    {
        if (person.SmsNumber.Length > 0)
            _bySms.Remove(Digits(person.SmsNumber));
        person.SmsNumber = number;
        _bySms[Digits(number)] = person;
    }

    private static string Digits(string number) => new(number.Where(char.IsDigit).ToArray());
}
