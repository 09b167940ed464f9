#include "store/view_reader.h"

#include "domain/names.h"
#include "fixture.h"
#include "store/views.h"
#include "wire/codec.h"

namespace dudao::test {

class ViewReader : public OnRedis {
 protected:
    void SetUp() override {
        OnRedis::SetUp();
        for (const auto& [view, word] : Names<View>::table) {
            put(word, std::string(view_cursor), std::to_string(20 + static_cast<int>(view)));
        }
        put("jurisdiction", std::string(only_row), encode(views::JurisdictionRow{}));
        views::TaskRow task;
        task.number = 3;
        put("tasks", "17", encode(task));
        put("units", "v1", encode(views::UnitRow{}));
    }

    void put(std::string_view view, const std::string& field, const std::string& value) {
        const auto reply = connection_.call({"HSET", keys::view(j_, view), field, value}, 1000);
        ASSERT_TRUE(reply && !reply->is(Reply::Kind::Error));
    }

    Result<ReadViews> read() { return read_views(connection_, j_); }
};

TEST_F(ViewReader, rows_come_under_their_ids_as_of_the_view_that_is_furthest_behind) {
    const auto all = read();
    ASSERT_TRUE(all) << all.error().text();
    EXPECT_EQ(all->seq, 20U);
    ASSERT_TRUE(all->rows.tasks.contains(TaskId{17}));
    EXPECT_EQ(all->rows.tasks.at(TaskId{17}).number, 3);
    ASSERT_TRUE(all->rows.units.contains(UnitId{"v1"}));
}

TEST_F(ViewReader, a_row_under_an_id_that_is_no_number_is_named_and_not_taken_for_task_0) {
    for (const std::string id : {"x", "", "-1", "17x", " 17", "99999999999999999999"}) {
        put("tasks", id, encode(views::TaskRow{}));
        const auto all = read();
        ASSERT_FALSE(all) << '"' << id << '"';
        EXPECT_EQ(all.error().kind, Error::Kind::Corrupt);
        EXPECT_NE(all.error().what.find("the view tasks: row " + id), std::string::npos)
            << all.error().text();
        ASSERT_TRUE(connection_.call({"HDEL", keys::view(j_, "tasks"), id}, 1000));
    }
    EXPECT_TRUE(read());
}

TEST_F(ViewReader, a_cursor_that_is_no_number_is_named_and_not_taken_for_an_empty_view) {
    put("ledger", std::string(view_cursor), "soon");
    const auto all = read();
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().kind, Error::Kind::Corrupt);
    EXPECT_NE(all.error().what.find("the view ledger: the cursor"), std::string::npos)
        << all.error().text();
}

}  // namespace dudao::test
