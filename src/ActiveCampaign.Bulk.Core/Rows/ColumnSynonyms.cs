using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// Headings of the standard columns as programs and people write them, in English, German, French, Spanish, Italian,
/// Dutch and Portuguese. A field of the account that is called so comes first.
/// </summary>
internal static class ColumnSynonyms
{
    private static readonly (ColumnKind Kind, string Names)[] s_table =
    [
        (ColumnKind.Email, "email 1, email id, contact email, primary email, subscriber email, email 1 value, primary smtp address"),
        (ColumnKind.Email, "email-adresse, mailadresse, emailadres, mailadres, adresse email, adresse mail, adresse électronique, adresse de messagerie, courriel, adresse courriel"),
        (ColumnKind.Email, "correo, correo electrónico, dirección de correo, dirección de correo electrónico, dirección de email, indirizzo email, posta elettronica, indirizzo di posta elettronica"),
        (ColumnKind.Email, "endereço de email, endereço de correio eletrónico, correio eletrónico, correio eletrônico"),
        (ColumnKind.FirstName, "forename, fname, vorname, prénom, nombre de pila, primer nombre, voornaam, nome, primeiro nome, nome próprio"),
        (ColumnKind.LastName, "family name, lname, sn, nachname, familienname, zuname, nom, nom de famille, apellido, apellidos, cognome, achternaam, familienaam, sobrenome, último nome"),
        (ColumnKind.Phone, "phone number, phone 1 value, office phone, telephone, telephone number, tel, mobile, mobile phone, mobile number, cell, cell phone"),
        (ColumnKind.Phone, "telefon, telefonnummer, rufnummer, handy, handynummer, mobil, mobilnummer, mobiltelefon, téléphone, numéro de téléphone, téléphone portable, téléphone mobile, portable"),
        (ColumnKind.Phone, "teléfono, número de teléfono, teléfono móvil, móvil, celular, telefono, numero di telefono, cellulare, telefoon, telefoonnummer, mobiel, mobiel nummer, gsm"),
        (ColumnKind.Phone, "telefone, número de telefone, telemóvel"),
        (ColumnKind.Account, "customer_acct_name, account name, company name, organization, organisation, organization name, organization 1 name, orgname, firma, firmenname, unternehmen, société, entreprise, raison sociale"),
        (ColumnKind.Account, "empresa, nombre de la empresa, compañía, organización, azienda, società, ragione sociale, bedrijf, bedrijfsnaam, organisatie, organização, nome da empresa"),
        (ColumnKind.Tags, "tag, schlagwörter, schlagworte, étiquettes, etiquetas, etichette, marcadores"),
        (ColumnKind.Lists, "listen, listes, listas, liste, elenchi, lijsten"),
    ];

    // What 'Name' or 'Apelido' means is told by the heading beside it; alone it may be the whole name.
    private static readonly (string Name, ColumnKind Kind, string Beside)[] s_paired =
    [
        ("name", ColumnKind.LastName, "vorname"),
        ("naam", ColumnKind.LastName, "voornaam"),
        ("apelido", ColumnKind.LastName, "nome"),
        ("nombre", ColumnKind.FirstName, "apellidos"),
        ("nombre", ColumnKind.FirstName, "apellido"),
    ];

    private static readonly Dictionary<string, ColumnKind> s_kinds = s_table
        .SelectMany(row => Split(row.Names).Select(name => (Name: Plain(name), row.Kind)))
        .GroupBy(item => item.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Kind, StringComparer.Ordinal);

    /// <summary>Headings long enough to know them by when one is mistyped.</summary>
    public static IReadOnlyList<string> Readable { get; } = s_table.SelectMany(row => Split(row.Names)).Where(name => name.Length > 6).ToList();

    /// <summary>
    /// Whether a heading is that of the names people sign in with. They are addresses, but not always those that mail goes
    /// to: every other column of addresses comes first.
    /// </summary>
    public static bool IsSignInName(string name) => Plain(name) == "userprincipalname";

    /// <summary>What a heading stands for; null when it is none.</summary>
    public static ColumnKind? Find(string name) => s_kinds.TryGetValue(Plain(name), out ColumnKind kind) ? kind : null;

    /// <summary>What a heading stands for beside others; null when they do not tell.</summary>
    public static ColumnKind? FindBeside(string name, IEnumerable<string> others)
    {
        string plain = Plain(name);
        HashSet<string> beside = new(others.Select(Plain), StringComparer.Ordinal);
        foreach ((string known, ColumnKind kind, string with) in s_paired)
        {
            if (known == plain && beside.Contains(with))
                return kind;
        }

        return null;
    }

    // Letters and digits alone, without case and accents: the same heading is written in many ways.
    private static string Plain(string name)
    {
        StringBuilder plain = new(name.Length);
        foreach (char c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }

    private static IEnumerable<string> Split(string names) => names.Split(',').Select(name => name.Trim());
}
