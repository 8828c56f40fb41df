using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>A contact while its cells come in.</summary>
internal sealed class ImportDraft
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    /// <summary>Its address.</summary>
    public string Email { get; set; } = string.Empty;

    /// <summary>Whether the row says that the contact has opted out.</summary>
    public bool OptedOut { get; set; }

    /// <summary>Tags that the contact gets once it is in.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>Sets a value.</summary>
    public void Set(string key, string value) => _values.Add(new KeyValuePair<string, string>(key, value));

    /// <summary>What is wrong with the contact as a whole; null where nothing is.</summary>
    /// <param name="plan">The columns.</param>
    public RowProblem? FindProblem(ImportPlan plan)
    {
        if (Email.Length == 0)
            return new RowProblem(RowReason.EmailMissing, Texts.EmailMissing(plan.EmailColumn), plan.EmailColumn);
        if (EmailRules.FindProblem(Email) is string wrong)
            return new RowProblem(RowReason.EmailInvalid, Texts.EmailInvalid(wrong));
        if (Email.Length > Headings.MaxEmail)
            return new RowProblem(RowReason.EmailInvalid, ConstantContactTexts.TooLong(plan.EmailColumn, Email.Length, Headings.MaxEmail), plan.EmailColumn);
        if (!ImportRow.Fits(_values))
            return new RowProblem(RowReason.TooManyValues, ConstantContactTexts.TooManyValues);
        if (Tags.Count > Headings.MaxTags)
            return new RowProblem(RowReason.TooManyValues, ConstantContactTexts.TooManyRowTags);
        return FindBirthday() ?? FindConsent(plan);
    }

    /// <summary>The contact.</summary>
    public ImportRow ToRow(ImportLayout layout) => new() { Email = Email, Values = _values, Tags = Tags, Layout = layout };

    private RowProblem? FindBirthday()
    {
        string? month = Find(Headings.BirthdayMonth);
        string? day = Find(Headings.BirthdayDay);
        if (month is null && day is null)
            return null;
        bool isDay = month is not null && day is not null && int.TryParse(month, out int m) && int.TryParse(day, out int d) && d <= System.DateTime.DaysInMonth(2024, m);
        return isDay ? null : new RowProblem(RowReason.DateInvalid, ConstantContactTexts.BirthdayInvalid);
    }

    // Where columns say when people consented, nobody is sent text messages without that.
    private RowProblem? FindConsent(ImportPlan plan)
    {
        bool isTold = false;
        foreach (ColumnPlace place in plan.Places)
            isTold |= place.Key == Headings.SmsConsent;
        return isTold && Find(Headings.SmsNumber) is not null && Find(Headings.SmsConsent) is null ? new RowProblem(RowReason.ValueInvalid, ConstantContactTexts.SmsConsentMissing) : null;
    }

    private string? Find(string key)
    {
        int at = _values.FindIndex(value => value.Key == key);
        return at < 0 ? null : _values[at].Value;
    }
}
