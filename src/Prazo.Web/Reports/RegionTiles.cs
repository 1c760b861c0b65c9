using System.Globalization;
using System.Text;

namespace Prazo.Web.Reports;

/// <summary>A place on a map of equal tiles: it claims no shape and no area, so that small states are seen as well as large ones.</summary>
/// <param name="Group">A larger region that it lies in, by which tickets may name it.</param>
public sealed record Tile(string Code, string Name, int Column, int Row, string Group);

/// <summary>Maps of tiles of the countries whose regions Prazo knows.</summary>
public static class RegionTiles
{
    public static readonly IReadOnlyList<Tile> Brazil = Read("""
        RR,Roraima,2,0,norte;AP,Amapá,4,0,norte;AM,Amazonas,2,1,norte;PA,Pará,3,1,norte;MA,Maranhão,4,1,nordeste;PI,Piauí,5,1,nordeste;CE,Ceará,6,1,nordeste;RN,Rio Grande do Norte,7,1,nordeste;
        AC,Acre,1,2,norte;RO,Rondônia,2,2,norte;MT,Mato Grosso,3,2,centro-oeste;TO,Tocantins,4,2,norte;BA,Bahia,5,2,nordeste;PE,Pernambuco,6,2,nordeste;PB,Paraíba,7,2,nordeste;
        MS,Mato Grosso do Sul,3,3,centro-oeste;GO,Goiás,4,3,centro-oeste;DF,Distrito Federal,5,3,centro-oeste;SE,Sergipe,6,3,nordeste;AL,Alagoas,7,3,nordeste;
        SP,São Paulo,4,4,sudeste;MG,Minas Gerais,5,4,sudeste;ES,Espírito Santo,6,4,sudeste;PR,Paraná,4,5,sul;RJ,Rio de Janeiro,5,5,sudeste;SC,Santa Catarina,4,6,sul;RS,Rio Grande do Sul,4,7,sul
        """);

    public static readonly IReadOnlyList<Tile> Romania = Read("""
        SM,Satu Mare,1,0,;MM,Maramureș,2,0,;BN,Bistrița-Năsăud,3,0,;SV,Suceava,4,0,;BT,Botoșani,5,0,;BH,Bihor,0,1,;SJ,Sălaj,1,1,;CJ,Cluj,2,1,;MS,Mureș,3,1,;NT,Neamț,4,1,;IS,Iași,5,1,;
        AR,Arad,0,2,;AB,Alba,1,2,;SB,Sibiu,2,2,;HR,Harghita,3,2,;BC,Bacău,4,2,;VS,Vaslui,5,2,;TM,Timiș,0,3,;HD,Hunedoara,1,3,;VL,Vâlcea,2,3,;BV,Brașov,3,3,;CV,Covasna,4,3,;VN,Vrancea,5,3,;GL,Galați,6,3,;
        CS,Caraș-Severin,0,4,;GJ,Gorj,1,4,;AG,Argeș,2,4,;DB,Dâmbovița,3,4,;PH,Prahova,4,4,;BZ,Buzău,5,4,;BR,Brăila,6,4,;TL,Tulcea,7,4,;
        MH,Mehedinți,0,5,;DJ,Dolj,1,5,;OT,Olt,2,5,;TR,Teleorman,3,5,;IF,Ilfov,4,5,;B,București,5,5,;IL,Ialomița,6,5,;CT,Constanța,7,5,;GR,Giurgiu,4,6,;CL,Călărași,5,6,
        """);

    /// <summary>The value that says most of a tile: its own, else the one of the region that it lies in; null: no ticket names it.</summary>
    public static string? ValueOf(Tile tile, IEnumerable<string> values) => values.FirstOrDefault(v => Folded(v) is var f && (f == Folded(tile.Code) || f == Folded(tile.Name) || f == "br" + Folded(tile.Code) || f == "ro" + Folded(tile.Code)))
        ?? values.FirstOrDefault(v => tile.Group.Length > 0 && Folded(v) == Folded(tile.Group));

    /// <summary>The map on which most of the values have a place; null where none has one.</summary>
    public static IReadOnlyList<Tile>? For(IReadOnlyCollection<string> values)
    {
        var places = new[] { Brazil, Romania }.Select(map => (Map: map, Count: map.Select(t => ValueOf(t, values)).Where(v => v is not null).Distinct(StringComparer.Ordinal).Count())).MaxBy(m => m.Count);
        return places.Count > 0 ? places.Map : null;
    }

    private static string Folded(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    private static IReadOnlyList<Tile> Read(string text) => [.. text.Split(';').Select(t => t.Trim().Split(',')).Select(t => new Tile(t[0], t[1], int.Parse(t[2], CultureInfo.InvariantCulture), int.Parse(t[3], CultureInfo.InvariantCulture), t[4]))];
}
