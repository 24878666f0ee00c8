namespace App.Tests.City;

/// <summary>No notice about 2027 is known: 1 to 7 October are free, the Saturday of 9 October is worked.</summary>
internal static class MadeUpNotice
{
    public const string Of2027 = """
        {
          "year": 2027,
          "notice": { "number": "国办发明电〔2026〕99号", "date": "2026-11-05" },
          "holidays": [
            { "name": "元旦", "first": "2027-01-01", "last": "2027-01-03" },
            { "name": "春节", "first": "2027-02-05", "last": "2027-02-12" },
            { "name": "清明节", "first": "2027-04-03", "last": "2027-04-05" },
            { "name": "劳动节", "first": "2027-05-01", "last": "2027-05-05" },
            { "name": "端午节", "first": "2027-06-09", "last": "2027-06-09" },
            { "name": "中秋节", "first": "2027-09-15", "last": "2027-09-15" },
            { "name": "国庆节", "first": "2027-10-01", "last": "2027-10-07" }
          ],
          "workedWeekends": ["2027-02-14", "2027-05-08", "2027-09-26", "2027-10-09"]
        }
        """;
}
