using Yinong.Platform.Database;

namespace Yinong.Database;

/// <summary>Values for plain SQL as each engine keeps them; the counterpart of <see cref="ModelConventions"/>.</summary>
static class StoredValues
{
    public static object Stored(this SqlDatabase database, Guid id) => database.Engine is Engine.Sqlite ? id.ToByteArray(true) : id;

    public static object Stored(this SqlDatabase database, DateTime utc) => database.Engine is Engine.Sqlite ? ModelConventions.Micros(utc) : utc;
}
